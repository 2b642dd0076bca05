import type { CellRun } from "#engine/notebook/host.ts";
import type { Evaluation } from "./evaluate.ts";
import { showAll } from "./show-value.ts";
import { isGenerator, streamValues } from "./stream-values.ts";
import type { Stream, StreamOptions } from "./stream-values.ts";
import type { CellProgram } from "./syntax.ts";

/** How generators that a cell defines are driven. */
export interface DefinitionStreams extends Omit<StreamOptions, "show"> {
  /** Whether they may go on after the cell's end; if not, the last value is what readers get. */
  readonly streams: boolean;
}

/** The last of at most `maxYields` values: what a reader gets where nobody looks on. */
async function lastValue(stream: Stream, options: DefinitionStreams): Promise<unknown> {
  let last: unknown;
  await streamValues(stream, { ...options, show: (value) => (last = value) });
  return last;
}

/** Draws the next values as frames come and readers are at rest, until the cell runs anew, changes or is stopped. */
function goOn(
  run: CellRun<CellProgram>,
  name: string,
  stream: Stream,
  isShown: boolean,
  options: DefinitionStreams,
): void {
  const show = (value: unknown): void =>
    run.redefine(name, value, isShown ? showAll(value).slice(0, 1) : undefined);
  const nextFrame = async (): Promise<void> => {
    do await options.nextFrame();
    while (!options.signal.aborted && !run.readersRest());
  };
  nextFrame()
    .then(() => streamValues(stream, { ...options, show, nextFrame }))
    .catch((error: unknown) => run.failLate(error));
}

/**
 * Puts in place of each generator that a cell defines what it yields, as Observable does: readers see values, never the
 * generator, and run again on every next one, at most one a frame and never while they are still at the one before.
 *
 * @returns Definitions and last expression with first values in place of generators; last ones where they cannot go on.
 * @throws whatever a generator throws before its first value; a later error becomes the cell's.
 */
export async function streamDefinitions(
  run: CellRun<CellProgram>,
  { values, shown }: Evaluation,
  options: DefinitionStreams,
): Promise<Evaluation> {
  const given = new Map(values);
  const known = new Map<unknown, unknown>();
  for (const [name, value] of values) {
    if (!isGenerator(value)) continue;
    if (!known.has(value)) {
      const first = options.streams ? (await value.next()).value : await lastValue(value, options);
      known.set(value, first);
      if (options.streams) goOn(run, name, value, value === shown, options);
    }
    given.set(name, known.get(value));
  }
  return { values: given, shown: known.has(shown) ? known.get(shown) : shown };
}
