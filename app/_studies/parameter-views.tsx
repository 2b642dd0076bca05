"use client";

import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import { heatParameters } from "#engine/experiments/study/heat-cells.ts";
import { ParameterHeat } from "./parameter-heat.tsx";
import { ParameterMap, parameterNames, type StudyTrial } from "./parameter-map.tsx";
import { hasEnoughTrades } from "./sound-trials.ts";
import own from "./studies.module.css";

const VIEWS = { heat: "Heat map", lines: "Lines" } as const;
type View = keyof typeof VIEWS;

interface ParameterViewsProps {
  readonly trials: readonly StudyTrial[];
  readonly objective: string;
  readonly study: { readonly goal: "maximise" | "minimise"; readonly leastTrades: number };
}

/**
 * What parameters led to: a heat map where two of them are numbers, lines over all of them otherwise, and the choice between both. With two parameters the
 * heat map comes first, since it shows all there is. Sets with too few trades are left out, as they are when the best is chosen.
 */
export function ParameterViews({ trials, objective, study }: ParameterViewsProps) {
  const { goal, leastTrades } = study;
  const [picked, setPicked] = useState<View | null>(null);
  const told = trials.filter((trial) => trial.objective !== null && hasEnoughTrades(trial, leastTrades));
  if (told.length < 2 || parameterNames(told).length === 0) return null;
  const names = heatParameters(told);
  const view =
    names.length < 2 ? "lines" : (picked ?? (parameterNames(told).length === 2 ? "heat" : "lines"));
  return (
    <figure className={own.map} aria-label="Parameters and what they led to">
      {names.length < 2 ? null : (
        <p className={own.views} role="group" aria-label="How parameters are drawn">
          {(Object.keys(VIEWS) as View[]).map((each) => (
            <Button key={each} aria-pressed={view === each} onClick={() => setPicked(each)}>
              {VIEWS[each]}
            </Button>
          ))}
        </p>
      )}
      {view === "heat" ? (
        <ParameterHeat trials={told} names={names} objective={objective} goal={goal} />
      ) : (
        <ParameterMap trials={told} objective={objective} goal={goal} />
      )}
    </figure>
  );
}
