import { z } from "zod";
import type { RiskRule } from "../risk/rule.ts";
import type { SignalGenerator } from "../signals/generator.ts";
import { EngineError } from "../errors.ts";
import type { Book } from "./book.ts";

/** How a run is walked. All three give the same bits wherever they apply; `auto` takes the fastest that is exact. */
export const executionMode = z
  .enum(["auto", "vectorized", "hybrid", "event-driven"])
  .describe(
    "vectorized: signals as columns; hybrid: a signal per bar, shared sessions; event-driven: everything",
  );
export type ExecutionMode = z.infer<typeof executionMode>;

/** What decides which modes are exact. */
export interface ModeFacts {
  readonly generator: SignalGenerator | undefined;
  readonly risk: readonly RiskRule[];
  readonly books: readonly Book[];
}

/**
 * The mode that a run takes.
 *
 * Vectorized needs a declarative signal that can say where it acts, and no rule that rests orders inside bars; both it and hybrid need
 * symbols that open and close together.
 *
 * @throws EngineError "bad-param" where the mode asked for is not exact for this run.
 */
export function chooseMode(asked: ExecutionMode, facts: ModeFacts): Exclude<ExecutionMode, "auto"> {
  const why = obstacles(facts);
  if (asked === "auto") return why.vectorized ? (why.hybrid ? "event-driven" : "hybrid") : "vectorized";
  const reason = asked === "event-driven" ? undefined : why[asked];
  if (reason === undefined) return asked;
  throw new EngineError(
    "bad-param",
    `invalid mode: ${asked}; ${reason}: use "auto", the fastest way to the same bits, or "event-driven"`,
    {
      stage: "execution",
      field: "mode",
    },
  );
}

function obstacles({
  generator,
  risk,
  books,
}: ModeFacts): Record<"vectorized" | "hybrid", string | undefined> {
  const hybrid = openTogether(books) ? undefined : "the symbols have different sessions";
  const resting = risk.find(({ rests }) => rests !== false);
  const vectorized =
    hybrid ??
    (generator?.acts === undefined
      ? `${asker(generator)} asked bar by bar; only the signals crossover and threshold are columns (in a spec: signals.generator)`
      : resting && `${resting.kind} acts inside bars`);
  return { vectorized, hybrid };
}

/** What decides at every bar, in the words of whoever wrote it. */
function asker(generator: SignalGenerator | undefined): string {
  if (generator === undefined || generator.kind === "function") return "its signal is a function, which is";
  if (generator.kind === "rules") return "its conditions, of a spec or the builder, are";
  return `its signal ${generator.kind} is`;
}

function openTogether(books: readonly Book[]): boolean {
  const first = books[0] as Book;
  return books.every(
    ({ bars, bar }) =>
      bars === first.bars ||
      (bar === first.bar &&
        sameColumn(bars.openTime, first.bars.openTime) &&
        sameColumn(bars.closeTime, first.bars.closeTime)),
  );
}

function sameColumn(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return false;
  return true;
}
