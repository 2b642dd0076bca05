import type { CellState } from "#engine/notebook/output.ts";
import { PlotlyChart } from "../_charts/plotly-chart.tsx";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "./monte-carlo.module.css";
import type { ShakeId } from "./monte-carlo-cells.ts";
import { facts, type ShakeFacts } from "./read-shake.ts";
import own from "./studies.module.css";

/** What an answer rests on, and what it cannot tell. */
const MEANT: Readonly<Record<ShakeId, string>> = {
  order: "The same trades shuffled: all paths end alike, only the way there differs.",
  bootstrap:
    "As many trades, drawn with replacement. It takes them for independent, and the next ones for like the last.",
  blocks: "Days drawn in blocks, so that calm and storm stay together.",
  start: "The same record, begun up to a quarter of it later.",
  missed: "Each path leaves out another tenth of the trades.",
  noise:
    "Whole runs, every price off by a tenth of a bar's usual range. What hangs on the last cent falls apart.",
  permuted:
    "Whole runs on the same moves in another order. What is earned here is the market's drift, not the rule's doing.",
};
const HEIGHT = 240;

/** One question: its fan, how deep its paths fell, and the numbers to plan with. */
export function ShakeCard({
  id,
  title,
  state,
  ruin,
}: {
  id: ShakeId;
  title: string;
  state: CellState | undefined;
  ruin: number;
}) {
  const found = facts(state);
  const [fan, falls] = (state?.outputs ?? []).filter((output) => output.type === "figure");
  const block =
    found?.block === undefined ? "" : ` The blocks are ${found.block.toFixed(1)} closes long on average.`;
  return (
    <article className={styles.card} aria-busy={found === undefined && !state?.error}>
      <h2>{found?.question ?? title}</h2>
      <p>
        {title}. {MEANT[id]}
        {block}
      </p>
      {state?.error ? <p className={own.problem}>{state.error.message}</p> : null}
      {found ? <Numbers found={found} ruin={ruin} /> : null}
      {found && fan && falls ? (
        <div className={styles.charts}>
          <PlotlyChart
            data={fan.data}
            layout={fan.layout}
            height={HEIGHT}
            label={`${title}: the account on its paths`}
          />
          <PlotlyChart
            data={falls.data}
            layout={inPercent(falls.layout)}
            height={HEIGHT}
            label={`${title}: how deep the paths fell`}
          />
        </div>
      ) : null}
    </article>
  );
}

/** Its values are fractions. */
function inPercent(layout: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { xaxis } = layout;
  return { ...layout, xaxis: { ...(typeof xaxis === "object" ? xaxis : {}), tickformat: ".0%" } };
}

function Numbers({ found, ruin }: { found: ShakeFacts; ruin: number }) {
  const { paths, medianReturn, lowReturn, medianDrawdown, deepDrawdown, lossShare, ruinShare } = found;
  const numbers: readonly (readonly [string, string])[] = [
    ["Median return", formatSigned(medianReturn, "percent")],
    ["One in twenty below", formatSigned(lowReturn, "percent")],
    ["Median deepest drawdown", formatNumber(medianDrawdown, "percent")],
    ["One in twenty deeper", formatNumber(deepDrawdown, "percent")],
    ["End in a loss", formatNumber(lossShare, "percent")],
    [`Ruined (${Math.round(100 * ruin)}% lost)`, formatNumber(ruinShare, "percent")],
    ["Paths", formatNumber(paths, "count")],
  ];
  return (
    <dl>
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
