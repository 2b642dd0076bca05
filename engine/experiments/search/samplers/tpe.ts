import { z } from "zod";
import { violationOf, withConditions } from "../axes.ts";
import { openFirstPoints, starting } from "../first-points.ts";
import { defineSampler, randomPoint, streamOf, type SearchTask, type SearchTrial } from "../sampler.ts";
import { drawPoint, logDensity, mixtureOf } from "../tpe/mixture.ts";
import { splitTrials } from "../tpe/split-trials.ts";

const params = z.object({
  startup: z.number().int().min(1).max(10_000).default(10).describe("trials before the first guess"),
  starting,
  candidates: z.number().int().min(1).max(1000).default(24).describe("points drawn for each guess"),
});

/**
 * Tree-structured Parzen estimator: draws where good trials are dense and takes what is least like the bad ones. Parameters are
 * looked at together; running trials count as bad ones. It begins with evenly spread trials, which misses less after few; with `starting` "random" it is
 * Optuna's.
 *
 * @see Bergstra et al. (2011); Watanabe (2023); Optuna 5.0.0's default sampler, whose numbers its guesses equal.
 */
export const tpe = defineSampler({
  kind: "tpe",
  title: "TPE",
  description: "Draws where good trials are dense and bad ones are not; a good default.",
  params,
  isSingle: true,
  open: (task, { startup, starting: spread, candidates }) => {
    const first = openFirstPoints(task, spread);
    return (trials, number) => {
      const finished = trials.filter(({ state }) => state === "complete" || state === "pruned").length;
      return finished < startup ? first(number) : guess(task, trials, { number, candidates });
    };
  },
});

function guess(
  task: SearchTask,
  trials: readonly SearchTrial[],
  { number, candidates }: { readonly number: number; readonly candidates: number },
): readonly number[] {
  const random = streamOf(task, number);
  const { below, above } = splitTrials(trials);
  const good = mixtureOf(
    task.axes,
    below.map(({ point }) => point),
  );
  const bad = mixtureOf(
    task.axes,
    above.map(({ point }) => point),
  );
  let best: readonly number[] | undefined;
  let most = -Infinity;
  for (let draw = 0; draw < candidates; draw++) {
    const point = withConditions(task, drawPoint(good, random));
    if (violationOf(task, point) > 0) continue;
    const gain = logDensity(good, point) - logDensity(bad, point);
    if (gain > most || best === undefined) [best, most] = [point, gain];
  }
  return best ?? randomPoint(task, random);
}
