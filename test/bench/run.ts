import { backtestRows } from "./backtest.bench.ts";
import { indicatorRows } from "./indicators.bench.ts";
import type { BenchRow } from "./measure.ts";
import { searchRows } from "./search.bench.ts";
import { sweepRows } from "./sweep.bench.ts";
import { targetLines } from "./targets.ts";

/** What can be asked for alone; what is imported only then, or takes minutes, is not run unless asked for. */
const PARTS: Readonly<Record<string, () => BenchRow[] | Promise<BenchRow[]>>> = {
  "--indicators": indicatorRows,
  "--backtest": backtestRows,
  "--sweep": sweepRows,
  "--search": searchRows,
  "--notebook": async () => (await import("./notebook.bench.ts")).notebookRows(),
};
const DEFAULT = ["--indicators", "--backtest", "--sweep"];

/**
 * Prints benches as rows; `--json` for programs, `--quick` for a short look, and one of the parts above for it alone, with
 * `--indicators --only sma,ema` some kinds alone. A ratio above 1 means that we are faster; what speed is held to comes last, line by line.
 */
const asked = Object.keys(PARTS).filter((part) => process.argv.includes(part));
const rows: BenchRow[] = [];
for (const part of asked.length > 0 ? asked : DEFAULT) rows.push(...((await PARTS[part]?.()) ?? []));
if (process.argv.includes("--json")) console.log(JSON.stringify(rows, undefined, 1));
else {
  for (const { name, value, unit, peer, peerValue, ratio } of rows) {
    const times = ratio === null ? "not counted" : `${show(ratio)}x`;
    const against = peer === null ? "" : `${peer} ${show(peerValue)} (${times})`;
    console.log(`${name.padEnd(46)} ${show(value).padStart(10)} ${unit.padEnd(12)} ${against}`);
  }
  const behind = rows.filter(({ ratio }) => ratio !== null && ratio < 1);
  console.log(
    `${behind.length} of ${rows.filter(({ ratio }) => ratio !== null).length} comparisons below 1, worst first:`,
  );
  for (const { name, peer, ratio } of behind.sort((a, b) => (a.ratio ?? 0) - (b.ratio ?? 0)))
    console.log(`  ${show(ratio).padEnd(6)} ${name}, ${peer ?? ""}`);
  for (const line of targetLines(rows)) console.log(line);
}

function show(value: number | null): string {
  return value === null
    ? "-"
    : value >= 100
      ? Math.round(value).toLocaleString("en-US")
      : value.toPrecision(3);
}
