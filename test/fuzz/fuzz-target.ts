import { EngineError } from "#engine/errors.ts";
import { createRandom, type Random } from "#engine/random.ts";

/** A reader of texts from outside, and texts for it: whole ones, and ones that were bent. */
export interface FuzzTarget {
  readonly name: string;
  /** A text; the same stream gives the same one. */
  readonly draw: (random: Random) => string;
  /** Reads a text and checks what came of it; throws EngineError where it refuses. */
  readonly read: (text: string) => void;
}

/** No text of these sizes may take longer. */
const MAX_CASE_MS = 2000;
const MAX_MESSAGE_CHARS = 2000;

/**
 * Gives a text to a reader.
 *
 * @returns Whether it was read; false where it was refused in words.
 * @throws Whatever else the reader threw, a crash; and an Error where it took too long.
 */
export function tryText(target: FuzzTarget, text: string): boolean {
  const start = performance.now();
  const read = isRead(target, text);
  const took = Math.round(performance.now() - start);
  if (took > MAX_CASE_MS) throw new Error(`${target.name} took ${took} ms for ${text.length} characters`);
  return read;
}

function isRead({ read }: FuzzTarget, text: string): boolean {
  try {
    read(text);
    return true;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    if (error.message !== "" && error.message.length <= MAX_MESSAGE_CHARS) return false;
    throw new Error(`refused with ${error.message.length} characters`, { cause: error });
  }
}

/** The text of a number, always the same. */
export function textOf({ draw }: FuzzTarget, seed: number): string {
  return draw(createRandom(seed));
}
