import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import own from "./studies.module.css";

const WIDTH = 1_040;
const HEIGHT = 260;
const [LEFT, RIGHT, TOP, FOOT] = [64, 16, 12, 36] as const;
/** Names of levels stand so far apart, px. */
const LEAST_GAP = 14;
/** More points than pixels show nothing more. */
const MOST_POINTS = 1_000;

/** The account of a walk forward's tests, one after another from 1 on: what somebody who searched anew in each window could have had. */
export function WalkEquity({ result: { walk, windows } }: { result: StoredResult }) {
  if (!walk || walk.equity.length < 2) return null;
  const levels = [1, ...walk.equity];
  const low = Math.min(...levels);
  const high = Math.max(...levels);
  const x = (bar: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * bar) / (levels.length - 1);
  const y = (level: number): number =>
    HEIGHT - FOOT - ((HEIGHT - TOP - FOOT) * (level - low)) / (high - low || 1);
  const last = levels.at(-1) ?? 1;
  const isApart = (level: number): boolean => level === 1 || Math.abs(y(level) - y(1)) > LEAST_GAP;
  return (
    <figure className={own.map}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Account of all tests, one after another: from 1 to ${formatNumber(last, "ratio")}`}
      >
        <g className={own.axis}>
          {[...new Set([low, 1, high])].filter(isApart).map((level) => (
            <g key={level}>
              <line className={own.grid} x1={LEFT} x2={WIDTH - RIGHT} y1={y(level)} y2={y(level)} />
              <text x={LEFT - 8} y={y(level) + 4} textAnchor="end">
                {formatNumber(level, "ratio")}
              </text>
            </g>
          ))}
          {startsOf(windows).map(({ window, bar }) => (
            <g key={window}>
              <line className={own.grid} x1={x(bar)} x2={x(bar)} y1={TOP} y2={HEIGHT - FOOT} />
              <text x={x(bar) + 4} y={HEIGHT - FOOT + 16}>
                {window + 1}
              </text>
            </g>
          ))}
          <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 4} className={own.axisName}>
            bars of the tests, by window
          </text>
        </g>
        <polyline className={own.walkLine} points={pointsOf(levels, x, y)} />
      </svg>
      <figcaption className={own.facts}>{factsOf(walk)}</figcaption>
    </figure>
  );
}

/** Where the tests begin among the bars of all tests; windows that chose nothing have none. */
function startsOf(windows: StoredResult["windows"]): { readonly window: number; readonly bar: number }[] {
  let bar = 0;
  return windows.flatMap(({ window, best, test }) => {
    if (!best) return [];
    const start = { window, bar };
    bar += test.to - test.from;
    return start;
  });
}

function pointsOf(
  levels: readonly number[],
  x: (bar: number) => number,
  y: (level: number) => number,
): string {
  const every = Math.ceil(levels.length / MOST_POINTS);
  return levels
    .flatMap((level, bar) =>
      bar % every === 0 || bar === levels.length - 1 ? `${x(bar).toFixed(1)},${y(level).toFixed(1)}` : [],
    )
    .join(" ");
}

function factsOf({ profitableShare, sharpe, sharpeInterval }: NonNullable<StoredResult["walk"]>): string {
  const share = `${formatNumber(profitableShare, "percent")} of the windows made money`;
  if (sharpe === null) return share;
  const [from, to] = sharpeInterval ?? [null, null];
  return `${share}; Sharpe ratio ${formatNumber(sharpe, "ratio")}, 95 % of the time between ${formatNumber(from, "ratio")} and ${formatNumber(to, "ratio")}`;
}
