import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Nearest extreme: a bar that opened nearer to its high went there first, else to its low first.
 *
 * @see TradingView, Pine Script user manual, Strategies: broker emulator.
 */
export const nearestExtreme: PathProfile = {
  kind: "nearest-extreme",
  version: 1,
  title: "Nearest extreme",
  description: "The extreme nearer to the open comes first.",
  params: z.object({}),
  rewinds: false,
  adverseFirst: (side, { open, high, low }) => {
    const highFirst = Math.abs(high - open) < Math.abs(open - low);
    return side === 1 ? !highFirst : highFirst;
  },
};
