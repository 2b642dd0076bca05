/** One measured line; `ratio` is how many times faster than the peer we are, null where there is none or it does something else. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
}

const BUDGET_MS = process.argv.includes("--quick") ? 60 : 250;
const WARM_MS = 150;
const BATCH_MS = 2;
/** A call that takes longer is compiled within itself, and is measured twice instead of five times. */
const LONG_MS = 200;

/** Time that this process computed for: another process on the machine does not count, a collector's threads do. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median milliseconds of CPU of one call: a warm-up, then calls in batches until the time budget is spent. */
export function medianMs(call: () => unknown, budgetMs: number = BUDGET_MS): number {
  return raceMs([call], budgetMs)[0] ?? NaN;
}

/**
 * Medians of several calls, a batch of each in turn, so that a busy machine and a collector treat all alike.
 *
 * @param budgetMs For each call; at least five batches are measured, of long calls two.
 */
export function raceMs(calls: readonly (() => unknown)[], budgetMs: number): number[] {
  const batches = calls.map(warmed);
  const times = calls.map((): number[] => []);
  const end = performance.now() + budgetMs * calls.length;
  while (performance.now() < end || times.some((all) => all.length < leastOf(all)))
    for (const [row, call] of calls.entries()) {
      if ((times[row]?.[0] ?? 0) > LONG_MS && (times[row]?.length ?? 0) >= 2) continue;
      const batch = batches[row] ?? 1;
      const start = cpuMs();
      for (let index = 0; index < batch; index++) call();
      times[row]?.push((cpuMs() - start) / batch);
    }
  return times.map((all) => all.sort((a, b) => a - b)[all.length >> 1] ?? NaN);
}

function leastOf(times: readonly number[]): number {
  return (times[0] ?? 0) > LONG_MS ? 2 : 5;
}

/** Runs a call until it is compiled for good, by its own time on a busy machine too, and says how many make a batch. */
function warmed(call: () => unknown): number {
  const end = cpuMs() + WARM_MS;
  let calls = 0;
  let once = Infinity;
  while (cpuMs() < end || (calls < 3 && !(once > LONG_MS && calls > 0))) {
    const start = performance.now();
    call();
    once = Math.min(once, performance.now() - start);
    calls += 1;
  }
  return Math.max(1, Math.min(2000, Math.floor(BATCH_MS / Math.max(0.0005, once))));
}

/** A row that compares two speeds in nanoseconds per bar. */
export function compare(name: string, ours: number, peer: string, theirs: number): BenchRow {
  return { name, value: ours, unit: "ns/bar", peer, peerValue: theirs, ratio: theirs / ours };
}

/** A row without a peer. */
export function alone(name: string, value: number, unit: string): BenchRow {
  return { name, value, unit, peer: null, peerValue: null, ratio: null };
}
