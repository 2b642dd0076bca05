import type { ChartSeries, TimeChart } from "#engine/notebook/time-chart.ts";

/** An account over time under a name. */
export interface NamedCurve {
  readonly name: string;
  readonly time: readonly number[];
  readonly equity: readonly number[];
}

const TONES = ["accent", "warn", "violet", "teal", "gain", "loss", "text", "muted"] as const;

/** Accounts as growth of 1, each from its own start, on one axis of all their times. */
export function growthChart(curves: readonly NamedCurve[]): TimeChart {
  const time = Float64Array.from([...new Set(curves.flatMap((curve) => curve.time))].sort((a, b) => a - b));
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
