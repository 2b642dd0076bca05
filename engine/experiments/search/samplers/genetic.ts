import { z } from "zod";
import type { Random } from "../../../random.ts";
import { pointOfUnits, violationOf, type Point } from "../axes.ts";
import { crowding, paretoFronts } from "../evolution/pareto.ts";
import { unitsOf } from "../gaussian/next-point.ts";
import { defineSampler, randomPoint, streamOf, type SearchTask, type SearchTrial } from "../sampler.ts";

const params = z.object({
  population: z.number().int().min(4).max(1000).default(24).describe("trials per generation"),
  crossover: z.number().min(0).max(1).default(0.9).describe("share of children with two parents"),
  mutation: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("share of parameters changed in a child; one of them where absent"),
});
const TRIES = 50;
/** How far a small mutation goes, as a share of the range. */
const NUDGE = 0.1;

/**
 * A genetic search that keeps what nothing beats: children of the best trials by tournament, uniform crossover, and mutation. With several
 * objectives it is NSGA-II.
 *
 * @see Deb et al. (2002), A Fast and Elitist Multiobjective Genetic Algorithm.
 */
export const genetic = defineSampler({
  kind: "genetic",
  title: "Genetic (NSGA-II)",
  description: "Breeds from the best trials; the one for several objectives at once.",
  params,
  open: (task, { population, crossover, mutation = 1 / task.axes.length }) => {
    const known: Ranked[][] = [];
    return (trials, number) => {
      const random = streamOf(task, number);
      const parents = parentsFor(Math.floor(number / population), { population, known, trials });
      if (parents.length < 2) return randomPoint(task, random);
      for (let tries = 0; tries < TRIES; tries++) {
        const point = child(task, parents, { random, crossover, mutation });
        if (violationOf(task, point) === 0) return point;
      }
      return randomPoint(task, random);
    };
  },
});

/** A trial with its front and its room there. */
interface Ranked {
  readonly trial: SearchTrial;
  readonly front: number;
  readonly room: number;
}

/** The best of all generations before this one that are done; what a whole generation came to is kept. */
function parentsFor(
  generation: number,
  {
    population,
    known,
    trials,
  }: { readonly population: number; readonly known: Ranked[][]; readonly trials: readonly SearchTrial[] },
): readonly Ranked[] {
  while (known.length < generation) {
    const first = known.length * population;
    const own = trials.filter(({ number }) => number >= first && number < first + population);
    const isDone = own.length === population && own.every(({ state }) => state !== "running");
    const usable = own.filter(({ state, losses }) => state === "complete" && losses.every(Number.isFinite));
    const chosen = choose([...(known.at(-1) ?? []).map(({ trial }) => trial), ...usable], population);
    if (!isDone) return chosen;
    known.push(chosen);
  }
  return known[generation - 1] ?? [];
}

function choose(trials: readonly SearchTrial[], most: number): Ranked[] {
  const ranked = paretoFronts(trials).flatMap((front, place) => {
    const room = crowding(front);
    return front
      .map((trial) => ({ trial, front: place, room: room.get(trial) ?? 0 }))
      .sort((a, b) => b.room - a.room || a.trial.number - b.trial.number);
  });
  return ranked.slice(0, most);
}

function tournament(parents: readonly Ranked[], random: Random): SearchTrial {
  const [a, b] = [
    parents[random.int(parents.length)] as Ranked,
    parents[random.int(parents.length)] as Ranked,
  ];
  return (a.front - b.front || b.room - a.room) <= 0 ? a.trial : b.trial;
}

function child(
  task: SearchTask,
  parents: readonly Ranked[],
  {
    random,
    crossover,
    mutation,
  }: { readonly random: Random; readonly crossover: number; readonly mutation: number },
): Point {
  const mother = unitsOf(task, tournament(parents, random).point);
  const father = random.next() < crossover ? unitsOf(task, tournament(parents, random).point) : mother;
  const units = task.axes.map((axis, place) => {
    const inherited = (random.next() < 0.5 ? mother : father)[place] as number;
    if (random.next() >= mutation) return inherited;
    const isSmall = !axis.isChoice && random.next() < 0.5;
    const reach = Math.max(NUDGE, 1 / axis.count);
    return isSmall ? Math.min(1, Math.max(0, inherited + reach * random.normal())) : random.next();
  });
  return pointOfUnits(task, units);
}
