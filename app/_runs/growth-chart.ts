import type { ChartSeries, TimeChart } from "#engine/notebook/time-chart.ts";

/** An account over time under a name. */
export interface NamedCurve {
  readonly name: string;
  readonly time: readonly number[];
  readonly equity: readonly number[];
}

const TONES = ["accent", "warn", "violet", "teal", "gain", "loss", "text", "muted"] as const;

const DAY_MS = 86_400_000;
/** From so many days on a chart has a row for each: an axis of rows would give a day of minutes more room than a month of days. */
const MANY_DAYS = 20;

/** The last moment of each UTC day, or all moments where they are few days. */
function axisOf(curves: readonly NamedCurve[]): Float64Array {
  const all = [...new Set(curves.flatMap((curve) => curve.time))].sort((a, b) => a - b);
  // What closes at midnight belongs to the day before.
  const last = [...new Map(all.map((moment) => [Math.floor((moment - 1) / DAY_MS), moment])).values()];
  return Float64Array.from(last.length < MANY_DAYS ? all : last);
}

/** Accounts as growth of 1, each from its own start, on one axis of time. */
export function growthChart(curves: readonly NamedCurve[]): TimeChart {
  const time = axisOf(curves);
  const series = curves.map(({ name, time: own, equity }, index): ChartSeries => {
    const first = equity[0] ?? NaN;
    const last = own.at(-1) ?? -Infinity;
    let at = -1;
    const values = time.map((moment) => {
      while (at + 1 < own.length && (own[at + 1] as number) <= moment) at++;
      return at < 0 || moment > last ? NaN : (equity[at] as number) / first;
    });
    return { kind: "line", name, values, tone: TONES[index % TONES.length] ?? "accent", width: 1 };
  });
  return {
    title: "Growth of 1",
    time,
    panes: [{ title: "", number: "ratio", share: 1, series, levels: [] }],
    trades: [],
    height: 320,
  };
}
