/** Most values that one cell yields before it ends: a bound, like every other one. */
export const MAX_YIELDS = 1_000_000;

/** A generator's object, of either kind. */
export type Stream = Generator<unknown, unknown> | AsyncGenerator<unknown, unknown>;

/** Whether a value is a generator's object: something that is stepped, rather than a list that is shown. */
export function isGenerator(value: unknown): value is Stream {
  const tag = Object.prototype.toString.call(value);
  return tag === "[object Generator]" || tag === "[object AsyncGenerator]";
}

/** How a generator is driven. */
export interface StreamOptions {
  readonly signal: AbortSignal;
  readonly maxYields: number;
  show(value: unknown): void;
  /** Resolves when the next value may be shown. */
  nextFrame(): Promise<void>;
}

/**
 * Shows what a generator yields, each value in place of the one before and never two in one frame, and closes it when
 * the cell is stopped or runs anew, so that its `finally` runs.
 *
 * @throws whatever the generator throws.
 */
export async function streamValues(stream: Stream, options: StreamOptions): Promise<void> {
  const { signal, maxYields } = options;
  try {
    for (let count = 0; count < maxYields && !signal.aborted; count++) {
      const { value, done } = await stream.next();
      if (signal.aborted || (done === true && value === undefined)) return;
      options.show(value);
      if (done === true) return;
      await options.nextFrame();
    }
  } finally {
    await stream.return(undefined);
  }
}
