/** A stretch in which markets were under stress; dates are UTC days, both inclusive. */
export interface StressWindow {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Stretches that every strategy is asked about. @see pyfolio 0.9.2, interesting_periods.py, up to 2015; the last three are named for what came after. */
export const STRESS_WINDOWS: readonly StressWindow[] = [
  { name: "Dotcom", from: "2000-03-10", to: "2000-09-10" },
  { name: "9/11", from: "2001-09-11", to: "2001-10-11" },
  { name: "US housing 2003", from: "2003-01-08", to: "2003-02-08" },
  { name: "August 2007", from: "2007-08-01", to: "2007-09-01" },
  { name: "Lehman", from: "2008-08-01", to: "2008-10-01" },
  { name: "Flash crash", from: "2010-05-05", to: "2010-05-10" },
  { name: "Fukushima", from: "2011-03-16", to: "2011-04-16" },
  { name: "US downgrade", from: "2011-08-05", to: "2011-09-05" },
  { name: "ECB 2012", from: "2012-09-10", to: "2012-10-10" },
  { name: "October 2014", from: "2014-10-01", to: "2014-11-01" },
  { name: "Autumn 2015", from: "2015-08-15", to: "2015-09-30" },
  { name: "Volmageddon", from: "2018-02-01", to: "2018-02-28" },
  { name: "Covid", from: "2020-02-20", to: "2020-03-23" },
  { name: "Bear market 2022", from: "2022-01-03", to: "2022-10-12" },
];

/** How an account went through a window, as fractions: 0.05 is a gain of 5 %. */
export interface StressReturn extends StressWindow {
  readonly totalReturn: number;
  /** Deepest fall from a peak inside the window, 0 or less. */
  readonly maxDrawdown: number;
}

const DAY_MS = 86_400_000;

/**
 * What a run made in each window that its closes cover whole: one before the window, and one after its last day or on it.
 *
 * @param time UTC ms of closes, ascending, shape [closes]; `equity` is of the same.
 * @returns In the order of the windows; those that the run does not cover are absent. O(closes + windows log closes).
 * @example table(stressReturns(result))
 */
export function stressReturns(
  { time, equity }: { readonly time: Float64Array; readonly equity: Float64Array },
  windows: readonly StressWindow[] = STRESS_WINDOWS,
): StressReturn[] {
  return windows.flatMap((window) => {
    const from = time.findIndex((moment) => moment >= Date.parse(window.from));
    const end = Date.parse(window.to) + DAY_MS;
    const after = time.findIndex((moment) => moment >= end);
    const until = after < 0 ? time.length : after;
    const covered = from > 0 && (after >= 0 || (time[until - 1] ?? 0) >= end - DAY_MS);
    if (!covered || until <= from) return [];
    const path = equity.subarray(from - 1, until);
    return [
      { ...window, totalReturn: (path.at(-1) ?? NaN) / (path[0] ?? NaN) - 1, maxDrawdown: deepest(path) },
    ];
  });
}

function deepest(path: Float64Array): number {
  let [peak, worst] = [-Infinity, 0];
  for (const value of path) {
    peak = Math.max(peak, value);
    worst = Math.min(worst, value / peak - 1);
  }
  return worst;
}
