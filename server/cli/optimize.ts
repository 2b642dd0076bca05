import { permutationTest, permutedBars, permutedScore } from "#engine/experiments/study/permuted-study.ts";
import { studyOf } from "#engine/experiments/study/optimize.ts";
import { completeStudy, type StudyEvent } from "#engine/experiments/study/study.ts";
import type { PermutationTest } from "#engine/experiments/study/permuted-study.ts";
import type { StudyTask } from "#engine/experiments/study/study-plan.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { EngineError } from "#engine/errors.ts";
import { planRun, type PlannedRun } from "./backtest.ts";
import { describePermutation, describeStudy, plainStudy } from "./describe-study.ts";
import { numberOf, optionsOf, readObjectives, type OptimizeFlags } from "./study-options.ts";

/** `lookback optimize`: runs a study over CSV files in this process and prints what came of it. */
export async function optimizeFile(path: string, flags: OptimizeFlags): Promise<void> {
  const markets = marketsOf(flags);
  const plan = await planRun(path, flags);
  refuseMissing(plan);
  for (const warning of plan.warnings) console.error(`warning: ${warning}`);
  const aims = await readObjectives(flags.objective, plan.search);
  const task = studyOf(plan.search?.strategy ?? plan.strategy, { ...optionsOf(plan, flags), ...aims });
  parseStudy(task.study, task.objective !== undefined);
  const isJson = flags.json === true;
  const say = isJson ? () => undefined : twentieths((words) => console.error(words));
  const found = await completeStudy(task, (event) => say(event.done, event.total, () => bestText(event)));
  const permutation = markets > 0 ? await permute(task, found, markets, isJson) : undefined;
  console.log(isJson ? JSON.stringify({ ...plainStudy(found), permutation }) : describeStudy(found));
  if (permutation && !isJson) console.log(describePermutation(permutation));
}

/** Markets tell a p-value of 0.0001 at the most. */
const MAX_MARKETS = 10_000;

function marketsOf({ permutations }: OptimizeFlags): number {
  const markets = numberOf("permutations", permutations) ?? 0;
  if (Number.isInteger(markets) && markets >= 0 && markets <= MAX_MARKETS) return markets;
  throw new EngineError("bad-param", `invalid permutations: ${markets}; use 0 to ${MAX_MARKETS}`, {
    field: "permutations",
  });
}

/** Runs the whole search again on so many permuted markets. */
async function permute(
  task: StudyTask,
  found: StudyResult,
  markets: number,
  isQuiet: boolean,
): Promise<PermutationTest> {
  const say = isQuiet ? () => undefined : twentieths((words) => console.error(words));
  const all = [task.options.bars].flat();
  const scores: number[] = [];
  for (let number = 0; number < markets; number++) {
    const bars = permutedBars(all, found.spec, { until: found.heldOutFrom, number });
    const [only] = bars;
    const options = { ...task.options, bars: only && bars.length === 1 ? only : bars };
    scores.push(await permutedScore({ ...task, options }));
    say(number + 1, markets, () => "permuted markets");
  }
  return permutationTest(found, scores);
}

/** A study on other bars than the spec's would be believed of those. */
function refuseMissing({ symbols, options }: PlannedRun): void {
  const there = [options.bars].flat().map(({ symbol }) => symbol);
  const [first] = symbols;
  if (first === undefined || symbols.some((symbol) => there.includes(symbol))) return;
  throw new EngineError(
    "bad-param",
    `no bars of ${symbols.slice(0, 10).join(", ")}; give --bars ${first}=prices.csv`,
    { field: "bars" },
  );
}

const bestText = ({ best }: StudyEvent): string =>
  `trials, best so far ${best?.score?.toPrecision(4) ?? "none"}`;

/** Tells at every twentieth how far something is. */
function twentieths(
  tell: (words: string) => void,
): (done: number, total: number, what: () => string) => void {
  let told = -1;
  return (done, total, what) => {
    const twentieth = Math.floor((20 * done) / total);
    if (twentieth === told) return;
    told = twentieth;
    tell(`${done} of ${total} ${what()}`);
  };
}
