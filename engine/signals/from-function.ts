import type { SignalContext, SignalGenerator } from "./generator.ts";
import { checkSignal, type Signal } from "./signal.ts";

/** A plain function as a generator, to be combined with others; a manifest holds it by name and text. */
export function fromFunction(name: string, decide: (view: SignalContext) => Signal): SignalGenerator {
  return {
    kind: "function",
    params: { name },
    code: String(decide),
    decide: (_series, view) => checkSignal(decide(view)),
  };
}
