"use client";

import { useQuery } from "@tanstack/react-query";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { fetchDatasets } from "../_data/fetch-bars.ts";

/** A symbol that can be picked, with what helps to recognise it. */
export interface SymbolChoice {
  readonly symbol: string;
  readonly name: string;
}

interface Offered {
  readonly symbols?: readonly string[] | undefined;
  readonly timeframe?: DatasetInfo["timeframe"] | undefined;
}

/** The symbols that a picker offers, by name; undefined while the list is on its way. */
export function useSymbols({ symbols, timeframe }: Offered): readonly SymbolChoice[] | undefined {
  const { data } = useQuery({
    queryKey: ["datasets for pickers"],
    queryFn: fetchDatasets,
    staleTime: 60_000,
  });
  if (data === undefined) return undefined;
  const only = symbols === undefined ? null : new Set(symbols);
  const found = data.filter(
    (info) => (timeframe === undefined || info.timeframe === timeframe) && (only?.has(info.symbol) ?? true),
  );
  const bySymbol = new Map(found.map(({ symbol, name }) => [symbol, { symbol, name }]));
  return [...bySymbol.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
