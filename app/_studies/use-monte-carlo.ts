"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { StudyRecipe } from "#server/studies/study-recipe.ts";
import { createApiClient } from "../_data/api.ts";
import { fetchBars, fetchDatasets } from "../_data/fetch-bars.ts";
import { runQuietly } from "../_reproduce/quiet-run.ts";
import { monteCarloCells, type ShakeWish } from "./monte-carlo-cells.ts";

type States = ReadonlyMap<string, CellState>;
const NONE: States = new Map();

/** A set that is being shaken, or was. */
export interface MonteCarlo {
  /** What was asked; null before that. */
  readonly wish: ShakeWish | null;
  /** Each cell as it stands, by its id. */
  readonly states: States;
  readonly problem: string | null;
  readonly isRunning: boolean;
  readonly start: (wish: ShakeWish) => void;
  readonly stop: () => void;
}

/** Shakes a set of a study in a sandbox of this tab, on the study's own prices. It ends with the page, and nothing of it is stored. */
export function useMonteCarlo(id: string): MonteCarlo {
  const under = useRef<AbortController | null>(null);
  const [states, setStates] = useState(NONE);
  useEffect(() => () => under.current?.abort(), []);
  const work = useMutation({
    mutationFn: async (wish: ShakeWish) => {
      under.current = new AbortController();
      setStates(NONE);
      const recipe = await createApiClient().studies.recipe.query({ id });
      const saw = (state: CellState) => setStates((seen) => new Map(seen).set(state.cellId, state));
      await shake(recipe, wish, { saw, signal: under.current.signal });
    },
  });
  const isStopped = under.current?.signal.aborted === true;
  return {
    ...{ wish: work.variables ?? null, states, isRunning: work.isPending, start: work.mutate },
    problem: isStopped ? null : (work.error?.message ?? null),
    stop: () => under.current?.abort(),
  };
}

async function shake(
  recipe: StudyRecipe,
  wish: ShakeWish,
  { saw, signal }: { readonly saw: (state: CellState) => void; readonly signal: AbortSignal },
): Promise<void> {
  const cells = monteCarloCells(recipe, wish);
  const { timeframe, adjust, versions } = recipe;
  const pinned = (request: BarsRequest): BarsRequest => {
    const hash = request.timeframe === timeframe ? versions[request.symbol] : undefined;
    return { ...request, adjust, ...(hash === undefined ? {} : { hash }) };
  };
  await runQuietly(
    {
      ...{ cells, wanted: cells.map((cell) => cell.id), inputs: new Map(), saw },
      loadBars: (request) => fetchBars(pinned(request)),
      listDatasets: async () => datasetsOf(recipe, await fetchDatasets()),
    },
    signal,
  );
}

/** The server makes a study's longer bars of shorter ones; where such are not listed, they are there all the same. */
function datasetsOf({ symbols, timeframe }: StudyRecipe, listed: readonly DatasetInfo[]): DatasetInfo[] {
  const derived = symbols.flatMap((symbol) => {
    const own = listed.filter((dataset) => dataset.symbol === symbol);
    const [first] = own;
    return !first || own.some((dataset) => dataset.timeframe === timeframe) ? [] : [{ ...first, timeframe }];
  });
  return [...listed, ...derived];
}
