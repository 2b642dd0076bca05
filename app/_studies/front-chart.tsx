"use client";

import { useState } from "react";
import { formatNumber } from "../_ui/format-number.ts";
import type { FrontPoint, StudyFront } from "./front-of-study.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";
import { valuesText } from "./values-text.ts";

const WIDTH = 1_040;
const HEIGHT = 320;
const [LEFT, RIGHT, TOP, FOOT] = [76, 24, 16, 44] as const;
const MOST = 2_000;

/** A scale of one objective: the better end at the top, or at the right. */
interface Scale {
  readonly place: number;
  readonly ticks: readonly number[];
  at(value: number): number;
}

/** Trials by two objectives, the better towards the upper right: faint what is beaten, joined what is not. */
export function FrontChart({ found, chosen }: { found: StudyFront; chosen: number | null }) {
  const { objectives, front, beaten } = found;
  const [across, setAcross] = useState(1);
  const shown = beaten.slice(0, MOST);
  const y = scaleOf([...front, ...shown], { place: 0, from: HEIGHT - FOOT, to: TOP, ...aim(found, 0) });
  const x = scaleOf([...front, ...shown], {
    place: across,
    from: LEFT,
    to: WIDTH - RIGHT,
    ...aim(found, across),
  });
  const spot = (point: FrontPoint): readonly [number, number] => [
    x.at(point.scores[across] ?? NaN),
    y.at(point.scores[0] ?? NaN),
  ];
  const line = [...front].sort((a, b) => spot(a)[0] - spot(b)[0]).map((point) => spot(point).join());
  const [up, side] = [objectives[0]?.objective ?? "", objectives[across]?.objective ?? ""];
  return (
    <figure className={own.map}>
      {objectives.length > 2 ? (
        <label className={own.facts}>
          Across
          <select value={across} onChange={({ target }) => setAcross(Number(target.value))}>
            {objectives.slice(1).map(({ objective }, at) => (
              <option key={objective} value={at + 1}>
                {titleOfObjective(objective)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${front.length} of ${front.length + beaten.length} trials are beaten by none in ${titleOfObjective(up)} and ${titleOfObjective(side)}`}
      >
        <ChartAxes x={x} y={y} names={[side, up]} />
        {objectives.length === 2 ? <polyline className={own.frontLine} points={line.join(" ")} /> : null}
        {shown.map((point) => (
          <Dot key={point.trial.number} spot={spot(point)} kind="beaten" words={wordsOf(point, found)} />
        ))}
        {front.map((point, at) => (
          <Dot
            key={point.trial.number}
            spot={spot(point)}
            kind={point.trial.number === chosen ? "chosen" : at === 0 ? "judged" : "front"}
            words={wordsOf(point, found)}
          />
        ))}
      </svg>
    </figure>
  );
}

const SIZES = { beaten: 3, front: 5, judged: 6, chosen: 8 } as const;

function Dot({
  spot: [x, y],
  kind,
  words,
}: {
  spot: readonly [number, number];
  kind: keyof typeof SIZES;
  words: string;
}) {
  if (!Number.isFinite(x + y)) return null;
  return (
    <circle cx={x} cy={y} r={SIZES[kind]} className={own.dot} data-kind={kind}>
      <title>{words}</title>
    </circle>
  );
}

function ChartAxes({ x, y, names: [side, up] }: { x: Scale; y: Scale; names: readonly [string, string] }) {
  return (
    <g className={own.axis}>
      {y.ticks.map((value) => (
        <g key={value}>
          <line className={own.grid} x1={LEFT} x2={WIDTH - RIGHT} y1={y.at(value)} y2={y.at(value)} />
          <text x={LEFT - 8} y={y.at(value) + 4} textAnchor="end">
            {formatNumber(value, numberOfStatistic(up))}
          </text>
        </g>
      ))}
      {x.ticks.map((value) => (
        <text key={value} x={x.at(value)} y={HEIGHT - FOOT + 16} textAnchor="middle">
          {formatNumber(value, numberOfStatistic(side))}
        </text>
      ))}
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
      <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 8} className={own.axisName}>
        {titleOfObjective(side)}
      </text>
      <text
        x={14}
        y={(TOP + HEIGHT - FOOT) / 2}
        className={own.axisName}
        transform={`rotate(-90 14 ${(TOP + HEIGHT - FOOT) / 2})`}
      >
        {titleOfObjective(up)}
      </text>
    </g>
  );
}

const aim = ({ objectives }: StudyFront, place: number): { readonly isLess: boolean } => ({
  isLess: objectives[place]?.goal === "minimise",
});

/** @param from Where the worst value stands, px; `to` where the best does. */
function scaleOf(
  points: readonly FrontPoint[],
  { place, from, to, isLess }: { place: number; from: number; to: number; isLess: boolean },
): Scale {
  const values = points.flatMap(({ scores }) => scores[place] ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
  const [worst, best] = isLess ? [high + room, low - room] : [low - room, high + room];
  return {
    place,
    ticks: [0, 1, 2, 3]
      .map((step) => low + ((high - low) * step) / 3)
      .filter((value, at, all) => all.indexOf(value) === at),
    at: (value) => from + ((to - from) * (value - worst)) / (best - worst),
  };
}

function wordsOf({ trial, scores }: FrontPoint, { objectives }: StudyFront): string {
  const reached = objectives.map(
    ({ objective }, at) =>
      `${titleOfObjective(objective)} ${formatNumber(scores[at], numberOfStatistic(objective))}`,
  );
  return `trial ${trial.number}: ${reached.join(", ")}; ${valuesText(trial.params)}`;
}
