import { formatNumber } from "../_ui/format-number.ts";
import {
  isTrueToScale,
  type HeatCell,
  type HeatMap,
  type HeatStep,
} from "#engine/experiments/study/heat-cells.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";

const WIDTH = 1_040;
const HEIGHT = 360;
const [LEFT, RIGHT, TOP, FOOT] = [104, 16, 12, 48] as const;
/** Most names of steps along the foot, and up the side. */
const [MOST_ACROSS, MOST_UP] = [16, 12] as const;

/** What a heat map is of. */
interface HeatPlotProps {
  readonly map: HeatMap;
  /** Parameters along its two sides. */
  readonly across: string;
  readonly up: string;
  readonly objective: string;
}

/** The cells of a heat map with their two sides. */
export function HeatPlot({ map, across, up, objective }: HeatPlotProps) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${titleOfObjective(objective)} by ${across} and ${up}: best at ${placeText(map, map.best, across, up)}`}
    >
      <HeatRects map={map} across={across} up={up} objective={objective} />
      <HeatSides map={map} across={across} up={up} />
    </svg>
  );
}

const widthOf = ({ columns }: HeatMap): number => (WIDTH - LEFT - RIGHT) / columns.length;
const heightOf = ({ rows }: HeatMap): number => (HEIGHT - TOP - FOOT) / rows.length;
const leftOf = (map: HeatMap, column: number): number => LEFT + column * widthOf(map);
/** Larger values stand higher. */
const topOf = (map: HeatMap, row: number): number => HEIGHT - FOOT - (row + 1) * heightOf(map);

function HeatRects({ map, across, up, objective }: HeatPlotProps) {
  const span = Math.abs(map.best.score - map.worst);
  return map.cells.map((cell) => {
    const good = span > 0 ? Math.abs(cell.score - map.worst) / span : 1;
    const of = cell.trials > 1 ? `, best of ${cell.trials} trials` : "";
    return (
      <rect
        key={`${cell.column}/${cell.row}`}
        className={own.heat}
        data-best={cell === map.best || undefined}
        x={leftOf(map, cell.column) + 0.5}
        y={topOf(map, cell.row) + 0.5}
        width={Math.max(1, widthOf(map) - 1)}
        height={Math.max(1, heightOf(map) - 1)}
        style={{ fill: heatColour(good) }}
      >
        <title>
          {`${placeText(map, cell, across, up)}: ${titleOfObjective(objective)} ${formatNumber(cell.score, numberOfStatistic(objective))}${of}`}
        </title>
      </rect>
    );
  });
}

/** @param good 0 for the worst cell, 1 for the best. */
const heatColour = (good: number): string =>
  `color-mix(in oklab, var(--accent) ${(8 + 92 * good ** 1.5).toFixed(1)}%, var(--surface-2))`;

function placeText({ columns, rows }: HeatMap, cell: HeatCell, across: string, up: string): string {
  return `${across} ${stepText(columns[cell.column])}, ${up} ${stepText(rows[cell.row])}`;
}

const valueText = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

function stepText(step: HeatStep | undefined): string {
  if (!step) return "";
  return step.low === step.high ? valueText(step.low) : `${valueText(step.low)} to ${valueText(step.high)}`;
}

/** Where a step's name stands along its side, in steps: a value in its middle, a stretch of values where it begins. */
const nameAt = ({ low, high }: HeatStep, place: number): number => (low === high ? place + 0.5 : place);

/** A parameter's name, and whether equal steps along its side are not equal distances of its values. */
function sideText(name: string, steps: readonly HeatStep[]): string {
  const isPicked = steps.every(({ low, high }) => low === high);
  return isPicked && !isTrueToScale(steps.map(({ low }) => low))
    ? `${name} (values tried, not to scale)`
    : name;
}

/** Names of the steps: each where there is room, else every second, third and so on. */
function HeatSides({ map, across, up }: Omit<HeatPlotProps, "objective">) {
  const everyColumn = Math.ceil(map.columns.length / MOST_ACROSS);
  const everyRow = Math.ceil(map.rows.length / MOST_UP);
  const middle = (TOP + HEIGHT - FOOT) / 2;
  return (
    <g className={own.axis}>
      {map.columns.map((step, column) =>
        column % everyColumn === 0 ? (
          <text
            key={step.low}
            x={LEFT + nameAt(step, column) * widthOf(map)}
            y={HEIGHT - FOOT + 16}
            textAnchor="middle"
          >
            {valueText(step.low)}
          </text>
        ) : null,
      )}
      {map.rows.map((step, row) =>
        row % everyRow === 0 ? (
          <text
            key={step.low}
            x={LEFT - 8}
            y={HEIGHT - FOOT - nameAt(step, row) * heightOf(map) + 4}
            textAnchor="end"
          >
            {valueText(step.low)}
          </text>
        ) : null,
      )}
      <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 8} className={own.axisName}>
        {sideText(across, map.columns)}
      </text>
      <text x={14} y={middle} className={own.axisName} transform={`rotate(-90 14 ${middle})`}>
        {sideText(up, map.rows)}
      </text>
    </g>
  );
}
