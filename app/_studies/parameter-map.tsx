"use client";

import { formatNumber } from "../_ui/format-number.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";

/** A trial as the list has it. */
export interface StudyTrial {
  readonly number: number;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly status: string;
  readonly objective: number | null;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly trades: number;
  readonly window: number;
  readonly folds: readonly { readonly fold: number; readonly score: number | null }[];
  readonly error: string | null;
}

const WIDTH = 1_040;
const HEIGHT = 260;
const TOP = 28;
const SIDE = 60;
const MOST = 2_000;

interface Axis {
  readonly name: string;
  readonly x: number;
  readonly low: string;
  readonly high: string;
  /** The place of a trial, 0 at the foot and 1 at the head; NaN where it has none. */
  place(trial: StudyTrial): number;
}

/** Parallel coordinates: an axis per parameter and one for the objective, a line per trial with a score, the better the more of the accent. */
export function ParameterMap({
  trials,
  objective,
  goal: wanted = "maximise",
}: {
  trials: readonly StudyTrial[];
  objective: string;
  goal?: "maximise" | "minimise";
}) {
  const shown = trials.slice(0, MOST);
  const names = parameterNames(shown);
  const axes = axesOf(shown, names, objective);
  const goal = axes.at(-1);
  const sign = wanted === "maximise" ? 1 : -1;
  const worstFirst = [...shown].sort((a, b) => sign * ((a.objective ?? 0) - (b.objective ?? 0)));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Parameters of ${shown.length} trials and their ${titleOfObjective(objective)}`}
    >
      {worstFirst.map((trial) => {
        const place = goal?.place(trial) ?? 0;
        const good = sign > 0 ? place : 1 - place;
        return (
          <polyline
            key={`${trial.window}/${trial.number}`}
            points={pointsOf(axes, trial)}
            className={own.line}
            style={{
              opacity: 0.08 + 0.85 * good ** 4,
              stroke: good > 0.85 ? "var(--accent)" : "var(--muted)",
            }}
          >
            <title>{`trial ${trial.number}: ${titleOfObjective(objective)} ${formatNumber(trial.objective, numberOfStatistic(objective))}`}</title>
          </polyline>
        );
      })}
      {axes.map(({ name, x, low, high }) => (
        <g key={name} className={own.axis}>
          <line x1={x} x2={x} y1={TOP} y2={HEIGHT - TOP} />
          <text x={x} y={TOP - 14} className={own.axisName}>
            {name}
          </text>
          <text x={x + 6} y={TOP + 4}>
            {high}
          </text>
          <text x={x + 6} y={HEIGHT - TOP}>
            {low}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Names of all parameters; one that counts under a condition is not in every set. */
export function parameterNames(trials: readonly StudyTrial[]): string[] {
  return [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
}

/** A line leaves out the axes of parameters that its set does not have. */
function pointsOf(axes: readonly Axis[], trial: StudyTrial): string {
  const places = axes.map((axis) => [axis.x, axis.place(trial)] as const);
  return places.flatMap(([x, place]) => (Number.isFinite(place) ? [`${x},${yOf(place)}`] : [])).join(" ");
}

const yOf = (place: number): number => HEIGHT - TOP - (HEIGHT - 2 * TOP) * place;

function axesOf(trials: readonly StudyTrial[], names: readonly string[], objective: string): Axis[] {
  const step = (WIDTH - 2 * SIDE) / names.length;
  const last = numbersAxis(
    titleOfObjective(objective),
    WIDTH - SIDE,
    trials,
    (trial) => trial.objective ?? NaN,
  );
  const params = names.map((name, at): Axis => {
    const x = SIDE + at * step;
    const values = [...new Set(trials.flatMap(({ params }) => params[name] ?? []))];
    if (values.every((value) => typeof value === "number"))
      return numbersAxis(name, x, trials, ({ params }) => Number(params[name]));
    const words = values.map(String).sort();
    const place = ({ params }: StudyTrial) =>
      params[name] === undefined ? NaN : words.indexOf(String(params[name])) / Math.max(1, words.length - 1);
    return { name, x, low: words[0] ?? "", high: words.at(-1) ?? "", place };
  });
  return [...params, last];
}

function numbersAxis(
  name: string,
  x: number,
  trials: readonly StudyTrial[],
  valueOf: (trial: StudyTrial) => number,
): Axis {
  const values = trials.map(valueOf).filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const say = (value: number) => (Number.isInteger(value) ? String(value) : formatNumber(value, "ratio"));
  return {
    ...{ name, x, low: say(low), high: say(high) },
    place: (trial) => (high === low ? 0.5 + 0 * valueOf(trial) : (valueOf(trial) - low) / (high - low)),
  };
}
