import type { SearchTrial } from "../sampler.ts";

/** Whether `a` is at least as good as `b` by every loss and better by one; what keeps its conditions beats what does not. */
export function dominates(a: SearchTrial, b: SearchTrial): boolean {
  if (a.violation > 0 || b.violation > 0) return a.violation < b.violation;
  let better = false;
  for (const [place, loss] of a.losses.entries()) {
    const other = b.losses[place] ?? NaN;
    if (!(loss <= other)) return false;
    better ||= loss < other;
  }
  return better;
}

/** Trials in fronts: the first are beaten by none, the next by the first only. O(trials squared times objectives). @see Deb et al. (2002) */
export function paretoFronts(trials: readonly SearchTrial[]): SearchTrial[][] {
  const beaten = trials.map((trial) => trials.filter((other) => dominates(other, trial)).length);
  const left = new Map(trials.map((trial, place) => [trial, beaten[place] ?? 0]));
  const fronts: SearchTrial[][] = [];
  while (left.size > 0) {
    const front = [...left].flatMap(([trial, by]) => (by === 0 ? [trial] : []));
    // Losses that are not numbers beat nothing and lose to nothing: they end as one front.
    if (front.length === 0) return [...fronts, [...left.keys()]];
    for (const trial of front) left.delete(trial);
    for (const trial of left.keys())
      left.set(trial, (left.get(trial) ?? 0) - front.filter((better) => dominates(better, trial)).length);
    fronts.push(front);
  }
  return fronts;
}

/** How much room each trial of a front has around it; Infinity at the ends. @see Deb et al. (2002), crowding distance */
export function crowding(front: readonly SearchTrial[]): Map<SearchTrial, number> {
  const room = new Map(front.map((trial) => [trial, 0]));
  const objectives = front[0]?.losses.length ?? 0;
  for (let objective = 0; objective < objectives; objective++) {
    const loss = (trial: SearchTrial | undefined): number => trial?.losses[objective] ?? NaN;
    const ordered = [...front].sort((a, b) => loss(a) - loss(b) || a.number - b.number);
    const range = loss(ordered.at(-1)) - loss(ordered[0]);
    for (const [place, trial] of ordered.entries()) {
      const isEnd = place === 0 || place === ordered.length - 1;
      const gap = isEnd
        ? Infinity
        : range > 0
          ? (loss(ordered[place + 1]) - loss(ordered[place - 1])) / range
          : 0;
      room.set(trial, (room.get(trial) ?? 0) + gap);
    }
  }
  return room;
}
