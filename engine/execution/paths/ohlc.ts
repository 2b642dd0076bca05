import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Open, high, low, close: every bar goes to its high first.
 */
export const ohlc: PathProfile = {
  kind: "ohlc",
  version: 1,
  title: "Open, high, low, close",
  description: "Every bar goes to its high first, then to its low.",
  params: z.object({}),
  rewinds: false,
  adverseFirst: (side) => side === -1,
};
