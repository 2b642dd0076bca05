import type { SearchTrial } from "../sampler.ts";
import { fitProcess } from "./fit.ts";
import type { Hyperparameters } from "./kernel.ts";
import type { GaussianProcess, Observations } from "./process.ts";

/** Up to so many trials each of them is a link; then every sixteenth part more is. */
const EVERY_TRIAL = 64;

/** A process fitted to the first `count` trials. */
interface Link {
  readonly count: number;
  readonly beliefs: Hyperparameters;
}

/**
 * Fits processes to ever more trials, each from where the one before it came to rest: since a fit stops early, beliefs move slowly, and a
 * search explores longer than with beliefs that jump to each new likelihood.
 *
 * The chain is made of the trials alone, from the first `startup` of them on; what is kept between calls is what they would make again. O(64 + 16 log n) fits
 * where nothing is kept.
 *
 * @param observe What is observed of trials.
 * @returns The process fitted to complete trials, at least `startup` of them.
 * @see Optuna 5.0.0 GPSampler, which starts each fit from the last one's parameters.
 */
export function openBeliefChain(
  startup: number,
  observe: (trials: readonly SearchTrial[]) => Observations,
): (trials: readonly SearchTrial[]) => GaussianProcess {
  let known: readonly SearchTrial[] = [];
  let links: Link[] = [];
  let latest: GaussianProcess | undefined;
  return (trials) => {
    const same = countSame(known, trials);
    if (latest && same === trials.length && same === known.length) return latest;
    // Never from a fit of these very trials: that would be a second one, which the trials alone would not make.
    links = links.filter(({ count }) => count <= same && count < trials.length);
    known = trials;
    for (let count = afterLink(links, startup); count < trials.length; count = afterLink(links, startup)) {
      const { beliefs } = fitProcess(observe(trials.slice(0, count)), links.at(-1)?.beliefs);
      links.push({ count, beliefs });
    }
    latest = fitProcess(observe(trials), links.at(-1)?.beliefs);
    if (afterLink(links, startup) === trials.length)
      links.push({ count: trials.length, beliefs: latest.beliefs });
    return latest;
  };
}

/** How many trials the next link is fitted to. */
function afterLink(links: readonly Link[], startup: number): number {
  const count = links.at(-1)?.count;
  if (count === undefined) return startup;
  return count < EVERY_TRIAL ? count + 1 : count + (count >> 4);
}

/** How many trials at the beginning are the same ones, with the same outcome. */
function countSame(a: readonly SearchTrial[], b: readonly SearchTrial[]): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at++) {
    const [one, other] = [a[at], b[at]];
    const isSame =
      one?.number === other?.number &&
      one?.losses[0] === other?.losses[0] &&
      one?.violation === other?.violation;
    if (!isSame) return at;
  }
  return most;
}
