import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Colour: an up bar goes open, low, high, close; a down bar open, high, low, close.
 */
export const colour: PathProfile = {
  kind: "colour",
  version: 1,
  title: "Colour of the bar",
  description: "A bar that closed up went to its low first, one that closed down to its high.",
  params: z.object({}),
  rewinds: false,
  adverseFirst: (side, { open, close }) => close >= open === (side === 1),
};
