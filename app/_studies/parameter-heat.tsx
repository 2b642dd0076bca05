"use client";

import { useState } from "react";
import { formatNumber } from "../_ui/format-number.ts";
import { heatCells, type HeatMap } from "#engine/experiments/study/heat-cells.ts";
import { HeatPlot } from "./heat-plot.tsx";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";
import type { StudyTrial } from "./parameter-map.tsx";

/** The best score by two parameters, the better the more of the accent; what was not tried stays empty. */
export function ParameterHeat({
  trials,
  names,
  objective,
  goal,
}: {
  trials: readonly StudyTrial[];
  names: readonly string[];
  objective: string;
  goal: "maximise" | "minimise";
}) {
  const [picked, setPicked] = useState<readonly [string, string] | null>(null);
  const [first = "", second = ""] = names;
  const [across, up] = picked?.every((name) => names.includes(name)) ? picked : ([first, second] as const);
  const map = heatCells(trials, [across, up], goal);
  if (!map) return null;
  const pick = (place: 0 | 1, name: string): void => {
    const other = place === 0 ? up : across;
    const rest = other === name ? (place === 0 ? across : up) : other;
    setPicked(place === 0 ? [name, rest] : [rest, name]);
  };
  return (
    <>
      {names.length > 2 ? (
        <p className={own.facts}>
          <AxisSelect label="Across" value={across} names={names} onPick={(name) => pick(0, name)} />
          <AxisSelect label="Upwards" value={up} names={names} onPick={(name) => pick(1, name)} />
          <span>each cell is the best of its trials, whatever their other parameters were</span>
        </p>
      ) : null}
      <HeatPlot map={map} across={across} up={up} objective={objective} />
      <HeatKey map={map} objective={objective} />
    </>
  );
}

function AxisSelect({
  label,
  value,
  names,
  onPick,
}: {
  label: string;
  value: string;
  names: readonly string[];
  onPick: (name: string) => void;
}) {
  return (
    <label>
      {label}{" "}
      <select value={value} onChange={({ target }) => onPick(target.value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

function HeatKey({ map, objective }: { map: HeatMap; objective: string }) {
  const say = (value: number): string => formatNumber(value, numberOfStatistic(objective));
  return (
    <p className={own.heatKey}>
      <span>{titleOfObjective(objective)}</span>
      <span>{say(map.worst)}</span>
      <span className={own.heatRamp} aria-hidden />
      <span>{say(map.best.score)}</span>
    </p>
  );
}
