/** One measured line; `ratio` is how many times faster than the peer we are. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peerValue: number | null;
  readonly ratio: number | null;
}

const BUDGET_MS = process.argv.includes("--quick") ? 60 : 250;

/** Median milliseconds of one call: a warm-up, then calls in batches until the time budget is spent. */
export function medianMs(call: () => unknown, budgetMs: number = BUDGET_MS): number {
  const begin = performance.now();
  call();
  const once = Math.max(0.0005, performance.now() - begin);
  const batch = Math.max(1, Math.min(2000, Math.floor(5 / once)));
  for (let warm = 0; warm < Math.min(batch * 4, 200); warm++) call();
  const times: number[] = [];
  const end = performance.now() + budgetMs;
  while (performance.now() < end || times.length < 3) {
    const start = performance.now();
    for (let index = 0; index < batch; index++) call();
    times.push((performance.now() - start) / batch);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
}

/** A row that compares two speeds in nanoseconds per bar. */
export function compare(name: string, ours: number, peer: string, theirs: number): BenchRow {
  return { name, value: ours, unit: "ns/bar", peer, peerValue: theirs, ratio: theirs / ours };
}

/** A row without a peer. */
export function alone(name: string, value: number, unit: string): BenchRow {
  return { name, value, unit, peer: null, peerValue: null, ratio: null };
}
