import type { BenchRow } from "./measure.ts";
import { NOTEBOOK_TARGETS } from "./notebook-targets.ts";

/** One thing that speed is held to, and the rows that show it. */
export interface Target {
  readonly title: string;
  readonly concerns: (row: BenchRow) => boolean;
  readonly holds: (row: BenchRow) => boolean;
}

const PLAIN = "plain loop";
const ofIndicator = ({ name }: BenchRow): boolean => / over \d+ bars/.test(name);
const within = (limit: number) => (row: BenchRow) => row.value <= limit;
const atLeast = (limit: number) => (row: BenchRow) => row.value >= limit;
const named = (name: string) => (row: BenchRow) => row.name === name;

const TARGETS: readonly Target[] = [
  {
    title: "every indicator under 1 ms per 1,000 bars",
    concerns: ofIndicator,
    holds: ({ value }) => value < 1000,
  },
  {
    title: "every indicator faster than every peer",
    concerns: (row) => ofIndicator(row) && row.ratio !== null && row.peer !== PLAIN,
    holds: ({ ratio }) => (ratio ?? 0) > 1,
  },
  {
    title: "within 2x of a plain loop",
    concerns: (row) => ofIndicator(row) && row.peer === PLAIN,
    holds: ({ ratio }) => (ratio ?? 0) >= 0.5,
  },
  {
    title: "per-bar path at 10 million bars/s",
    concerns: named("per-bar path: orders, stops, fees"),
    holds: atLeast(10),
  },
  {
    title: "4,851 SMA pairs x 2,148 bars under 0.2 s",
    concerns: named("sweep of 4,851 SMA pairs x 2,148 bars"),
    holds: within(200),
  },
  {
    title: "the same under 150 MB",
    concerns: named("sweep of 4,851 SMA pairs x 2,148 bars, memory"),
    holds: within(150),
  },
  {
    title: "10,000 pairs x 100,000 bars at 100 million bar-parameters/s",
    concerns: named("sweep of 10,011 SMA pairs x 100000 bars"),
    holds: atLeast(100),
  },
  {
    title: "100 symbols x 1,008 bars under 60 ms",
    concerns: named("EMA cross, 100 symbols x 1,008 bars"),
    holds: within(60),
  },
  {
    title: "1 symbol x 1 year under 2 ms",
    concerns: named("EMA cross, 252 bars, whole result"),
    holds: within(2),
  },
  ...NOTEBOOK_TARGETS,
];

/** A line for each thing that speed is held to: met, not met and where, or not measured in this run. */
export function targetLines(rows: readonly BenchRow[]): string[] {
  return TARGETS.map(({ title, concerns, holds }) => {
    const shown = rows.filter(concerns);
    const missed = shown
      .filter((row) => !holds(row))
      .map(({ name, peer }) => (peer ? `${name}, ${peer}` : name));
    if (shown.length === 0) return `not measured  ${title}`;
    return missed.length === 0 ? `met           ${title}` : `NOT MET       ${title}: ${missed.join("; ")}`;
  });
}
