import { fromSandbox } from "#workers/wire.ts";
import type { FromSandbox } from "#workers/wire.ts";
import { plainFigure } from "./figure.ts";

/**
 * Reads a message of the sandbox. Nothing that comes out of it is believed: shape, size and depth are checked, figures copied.
 *
 * @returns The event, or what is wrong with it.
 */
export function parseEvent(data: unknown): FromSandbox | string {
  // The page's policy forbids the compiled parsers that zod would otherwise make with Function.
  const parsed = fromSandbox.safeParse(data, { jitless: true });
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "unreadable message";
  const event = parsed.data;
  if (event.type !== "cell" || event.state.outputs === undefined) return event;
  try {
    const outputs = event.state.outputs.map((output) =>
      output.type === "figure" ? { ...output, ...plainFigure(output) } : output,
    );
    return { ...event, state: { ...event.state, outputs } };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
