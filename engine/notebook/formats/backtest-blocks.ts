import { byPeriod, type PeriodProfit } from "../../attribution/by-period.ts";
import { statisticText } from "../../attribution/statistic-text.ts";
import { statistics } from "../../attribution/statistics/catalogue.ts";
import type { BacktestResult } from "../../result.ts";
import { yardstickOf } from "../yardstick.ts";
import type { ExportBlock } from "./export-block.ts";
import { svgChart } from "./svg-chart.ts";

/** The first things that one asks of a backtest. */
const HEADLINE = [
  ...["totalReturn", "annualReturn", "annualVolatility", "sharpe", "probabilisticSharpe"],
  ...["maxDrawdown", "winRate", "profitFactor", "tradeCount"],
];
/** And of what it was measured against. */
const AGAINST = ["benchmarkReturn", "alpha", "beta", "informationRatio", "trackingError"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A backtest as a document says it: its numbers, those beside its benchmark, the account over time, and its returns by month. */
export function backtestBlocks(result: BacktestResult): ExportBlock[] {
  const { manifest, audit, benchmark, equity } = result;
  const title = `${manifest.strategy.name} ${manifest.strategy.version}`;
  const facts = [
    ["End equity", statisticText(equity.at(-1), "money")] as const,
    ...told(result, HEADLINE),
    ...(audit ? [["Causality audit", audit.verdict] as const] : []),
    ["Result", result.resultHash.slice(0, 12)] as const,
  ];
  const against: ExportBlock[] = benchmark
    ? [{ type: "facts", title: `Against ${benchmark.name}`, facts: told(result, AGAINST) }]
    : [];
  return [
    { type: "facts", title: `${title}, ${spanText(result)}`, facts },
    ...against,
    ...charts(result, title),
    ...monthTable(result, title),
  ];
}

/** Its symbols and its first and last day. */
function spanText({ manifest, time }: BacktestResult): string {
  const symbols = [...new Set(manifest.data.map(({ symbol }) => symbol))];
  const some = symbols.length > 6 ? `${symbols.length} symbols` : symbols.join(", ");
  const [from, to] = [time[0], time.at(-1)].map((at) => new Date(at ?? 0).toISOString().slice(0, 10));
  return `${some}, ${from} to ${to}`;
}

function told(result: BacktestResult, kinds: readonly string[]): (readonly [string, string])[] {
  const known = new Map(statistics.blocks.map((statistic) => [statistic.kind, statistic]));
  return kinds.flatMap((kind) => {
    const statistic = known.get(kind);
    return statistic && kind in result.statistics
      ? [[statistic.title, statisticText(result.statistics[kind] ?? null, statistic.unit)] as const]
      : [];
  });
}

function charts(result: BacktestResult, title: string): ExportBlock[] {
  const { time: x, equity, drawdown } = result;
  const kind = "line" as const;
  const yardstick = yardstickOf(result);
  const beside = yardstick ? [{ kind, x, name: yardstick.name, y: yardstick.values }] : [];
  const accounts = [{ kind, x, name: "Equity", y: equity }, ...beside];
  const [above, below] = [`${title}: equity`, `${title}: drawdown`];
  return [
    { type: "chart", title: above, svg: svgChart(accounts, { title: above, xKind: "time" }) },
    {
      type: "chart",
      title: below,
      svg: svgChart([{ kind, x, name: "Drawdown", y: drawdown }], {
        ...{ title: below, xKind: "time", yUnit: "fraction" },
      }),
    },
  ];
}

/** Returns by month and year, in percent; none of a run within one month. */
function monthTable({ manifest, time, equity }: BacktestResult, title: string): ExportBlock[] {
  const { capital } = manifest.settings;
  const curve = { time, equity, capital: typeof capital === "number" ? capital : (equity[0] ?? NaN) };
  const months = new Map(byPeriod(curve, "month").map((found) => [`${found.year}-${found.month}`, found]));
  if (months.size < 2) return [];
  const rows = byPeriod(curve, "year").map((year) => [
    String(year.year),
    ...MONTHS.map((_, at) => percentText(months.get(`${year.year}-${at + 1}`))),
    percentText(year),
  ]);
  const columns = ["", ...MONTHS, "Year"];
  const numeric = columns.map((_, at) => at > 0);
  const table = { columns, numeric, rows, rowCount: rows.length };
  return [{ type: "table", title: `${title}: returns by month, in percent`, table }];
}

/** One decimal, as the report has it; empty where there was no close. */
function percentText(period: PeriodProfit | undefined): string {
  if (!period) return "";
  const text = (period.value * 100).toFixed(1);
  return text.replace(/^-(?=[0.]*$)/, "").replace("-", "\u2212");
}
