import type { Completion } from "@codemirror/autocomplete";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { fetchDatasets } from "../_data/fetch-bars.ts";

/** Bars that are loaded meanwhile are offered after this long. */
const FRESH_MS = 30_000;

let asked: { readonly at: number; readonly list: Promise<readonly DatasetInfo[]> } | null = null;

/** The datasets that this person may read; none while the server does not answer. */
export function knownDatasets(now = performance.now()): Promise<readonly DatasetInfo[]> {
  if (asked === null || now - asked.at > FRESH_MS)
    asked = { at: now, list: fetchDatasets().catch(() => ((asked = null), [])) };
  return asked.list;
}

/** Every symbol once, with its name and the lengths of bars that it has. */
export function symbolWords(datasets: readonly DatasetInfo[]): Completion[] {
  const bySymbol = new Map<string, DatasetInfo[]>();
  for (const info of datasets) bySymbol.set(info.symbol, [...(bySymbol.get(info.symbol) ?? []), info]);
  return [...bySymbol]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, infos]) => ({
      label,
      type: "constant",
      detail: [infos[0]?.name, infos.map(({ timeframe }) => timeframe).join(" ")].filter(Boolean).join(" · "),
    }));
}
