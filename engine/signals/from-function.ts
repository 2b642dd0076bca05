import type { SignalContext, SignalGenerator } from "./generator.ts";
import { checkSignal, type Signal } from "./signal.ts";

/**
 * A plain function as a generator, to be combined with others; a manifest holds it by name and text.
 *
 * @example backtest(defineStrategy({ name: "up_days", version: "1.0.0", signal: combined("any", fromFunction("up", ({ close }) => (close.now >
 *   close.ago(1) ? buy() : exit())), breakout(20)) }), { bars: prices })
 */
export function fromFunction(name: string, decide: (view: SignalContext) => Signal): SignalGenerator {
  return {
    kind: "function",
    params: { name },
    code: String(decide),
    decide: (_series, view) => checkSignal(decide(view)),
  };
}
