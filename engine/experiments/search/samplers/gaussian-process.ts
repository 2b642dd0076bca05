import { z } from "zod";
import { openFirstPoints, starting } from "../first-points.ts";
import { openBeliefChain } from "../gaussian/belief-chain.ts";
import { nextPoint, unitsOf } from "../gaussian/next-point.ts";
import { conditionOn, posteriorAt, type GaussianProcess, type Observations } from "../gaussian/process.ts";
import { defineSampler, randomPoint, streamOf, type SearchTask, type SearchTrial } from "../sampler.ts";

const params = z.object({
  startup: z.number().int().min(2).max(1000).default(10).describe("trials before the first guess"),
  // Unlike TPE: begun evenly, more of its searches end in the second best valley.
  starting: starting.default("random"),
  remembered: z
    .number()
    .int()
    .min(10)
    .max(500)
    .default(200)
    .describe("trials the process is fitted to: the best half and the newest; the cost grows with its cube"),
});

/**
 * Fits a Gaussian process to the trials and takes the point that is expected to improve most; running trials count with the value that
 * is expected of them.
 *
 * @see Optuna 5.0.0 GPSampler; Ament et al. (2023); Ginsbourger et al. (2010) on the Kriging believer.
 */
export const gaussianProcess = defineSampler({
  kind: "gaussian-process",
  title: "Gaussian process",
  description:
    "Models the objective and takes the point expected to improve most; best with few, costly trials.",
  params,
  isSingle: true,
  open: (task, { startup, starting: spread, remembered }) => {
    const first = openFirstPoints(task, spread);
    const observe = (trials: readonly SearchTrial[]): Observations =>
      observationsOf(task, remember(trials, remembered));
    const fit = openBeliefChain(startup, observe);
    return (trials, number) => {
      const complete = trials.filter(({ state }) => state === "complete");
      if (complete.length < startup) return first(number);
      const random = streamOf(task, number);
      const fitted = fit(complete);
      const best = fitted.values.reduce((most, value) => Math.max(most, value), -Infinity);
      const incumbent = fitted.places[fitted.values.indexOf(best)] ?? new Float64Array(task.axes.length);
      const process = believe(task, fitted, trials);
      const tried = new Set(trials.map(({ point }) => point.join()));
      return nextPoint(task, process, { best, incumbent, tried, random }) ?? randomPoint(task, random);
    };
  },
});

/** The best half and the newest of what is left, in the order of their numbers. */
function remember(trials: readonly SearchTrial[], most: number): readonly SearchTrial[] {
  if (trials.length <= most) return trials;
  const byLoss = [...trials].sort((a, b) => (a.losses[0] ?? NaN) - (b.losses[0] ?? NaN));
  const good = byLoss.slice(0, Math.floor(most / 2));
  const rest = byLoss.slice(good.length).sort((a, b) => b.number - a.number);
  return [...good, ...rest.slice(0, most - good.length)].sort((a, b) => a.number - b.number);
}

/** Values to be made large, of mean 0 and deviation 1; what broke its conditions counts as bad as the worst that did not. */
function observationsOf(task: SearchTask, trials: readonly SearchTrial[]): Observations {
  const sound = trials.filter(({ violation, losses }) => violation === 0 && Number.isFinite(losses[0]));
  const worst = sound.reduce(
    (most, { losses }) => Math.max(most, losses[0] ?? most),
    sound.length > 0 ? -Infinity : 0,
  );
  const losses = trials.map((trial) => (sound.includes(trial) ? (trial.losses[0] ?? worst) : worst));
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const deviation = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / losses.length);
  return {
    axes: task.axes,
    places: trials.map(({ point }) => unitsOf(task, point)),
    values: Float64Array.from(losses, (loss) => (deviation > 0 ? (mean - loss) / deviation : 0)),
  };
}

/** The process as if every running trial had come out as expected. */
function believe(
  task: SearchTask,
  process: GaussianProcess,
  trials: readonly SearchTrial[],
): GaussianProcess {
  const places = trials.filter(({ state }) => state === "running").map(({ point }) => unitsOf(task, point));
  if (places.length === 0) return process;
  const expected = places.map((place) => posteriorAt(process, place).mean);
  const more = {
    ...process,
    places: [...process.places, ...places],
    values: Float64Array.of(...process.values, ...expected),
  };
  return conditionOn(more, process.beliefs) ?? process;
}
