import { z } from "zod";
import type { Random } from "../../../random.ts";
import { normalQuantile } from "../../../series/normal-distribution.ts";
import { pointOfUnits, violationOf, type SearchAxes } from "../axes.ts";
import {
  adapt,
  openAdaptation,
  ratesOf,
  stepOf,
  type Adaptation,
  type AdaptationRates,
} from "../evolution/covariance-adaptation.ts";
import { unitsOf } from "../gaussian/next-point.ts";
import { defineSampler, randomPoint, streamOf, type SearchTask, type SearchTrial } from "../sampler.ts";

const params = z.object({
  sigma: z.number().min(0.01).max(1).default(0.3).describe("first width, as a share of each range"),
  population: z
    .number()
    .int()
    .min(4)
    .max(1000)
    .optional()
    .describe("trials per generation; follows from the parameters where absent"),
});
const RESAMPLES = 100;

/**
 * Covariance matrix adaptation: a normal distribution over the normalised space that learns where to go and which parameters move together.
 * Parameters with steps keep a margin, so that none gets stuck in one cell; choices are looked at in their order.
 *
 * @see Hansen (2016); Hamano et al. (2022), CMA-ES with Margin.
 */
export const cmaEs = defineSampler({
  kind: "cma-es",
  title: "CMA-ES",
  description: "Learns which parameters move together; best with many continuous parameters and many trials.",
  params,
  isSingle: true,
  open: (task, { sigma, population }) => {
    const rates = ratesOf(task.axes.length, population);
    // What a whole generation came to never changes, so that it is kept; it follows from the trials alone.
    const known = [openAdaptation(task.axes.length, sigma)];
    return (trials, number) => {
      const random = streamOf(task, number);
      const state = stateAfter(task, rates, known, trials);
      for (let draw = 0; draw < RESAMPLES; draw++) {
        const units = drawUnits(task, rates, state, random);
        const point = pointOfUnits(task, units);
        const inside = units.every((place) => place >= 0 && place <= 1);
        if ((inside || draw === RESAMPLES - 1) && violationOf(task, point) === 0) return point;
      }
      return randomPoint(task, random);
    };
  },
});

/** The distribution after every generation of which all trials are done. */
function stateAfter(
  task: SearchTask,
  rates: AdaptationRates,
  known: Adaptation[],
  trials: readonly SearchTrial[],
): Adaptation {
  const byNumber = new Map(trials.map((trial) => [trial.number, trial]));
  for (;;) {
    const state = known.at(-1) as Adaptation;
    const first = (known.length - 1) * rates.population;
    const generation: SearchTrial[] = [];
    for (let place = 0; place < rates.population; place++) {
      const trial = byNumber.get(first + place);
      if (trial && trial.state !== "running") generation.push(trial);
    }
    if (generation.length < rates.population) return state;
    generation.sort((a, b) => costOf(a) - costOf(b) || a.number - b.number);
    known.push(
      adapt(
        rates,
        state,
        generation.map(({ point }) => unitsOf(task, point)),
      ),
    );
  }
}

function costOf({ state, losses, violation }: SearchTrial): number {
  const [loss = NaN] = losses;
  if (state === "failed" || violation > 0 || Number.isNaN(loss)) return Number.MAX_VALUE;
  return state === "pruned" ? Number.MAX_VALUE / 2 : loss;
}

/** A place of the distribution; where cells are wider than it, it is widened until leaving the cell stays possible. */
function drawUnits(
  { axes }: SearchAxes,
  rates: AdaptationRates,
  state: Adaptation,
  random: Random,
): Float64Array {
  const step = stepOf(
    state,
    Float64Array.from(axes, () => random.normal()),
  );
  const margin = normalQuantile(1 - 1 / (2 * rates.size * rates.population));
  return step.map((value, axis) => {
    const width =
      state.sigma * Math.sqrt(Math.max(state.covariance[axis * rates.size + axis] as number, 1e-20));
    const least = 0.5 / (axes[axis]?.count ?? Infinity) / margin;
    return (state.mean[axis] as number) + state.sigma * value * Math.max(1, least / width);
  });
}
