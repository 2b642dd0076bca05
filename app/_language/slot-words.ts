import type { Completion } from "@codemirror/autocomplete";
import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import { fees } from "#engine/execution/fees/catalogue.ts";
import { slippage } from "#engine/execution/slippage/catalogue.ts";
import { samplers } from "#engine/experiments/search/catalogue.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { rules } from "#engine/risk/catalogue.ts";
import { sizers } from "#engine/sizing/catalogue.ts";
import { callName } from "../_reference/call-name.ts";
import type { Slot } from "./slot-at.ts";

interface Told {
  readonly kind: string;
  readonly title: string;
}

/** The blocks that a member of an options object takes, by the member's name. */
const BLOCKS: Readonly<Record<string, readonly Told[]>> = {
  risk: rules.blocks,
  sizing: sizers.blocks,
  slippage: slippage.blocks,
  fees: fees.blocks,
  indicators: indicators.blocks,
  method: samplers.blocks,
};

/** Calls whose texts name statistics, each with the way to the text. */
const STATISTICS: readonly (readonly [call: RegExp, path: RegExp])[] = [
  [/^stats$/, /^1 \[\]$/],
  [/^(sweep|optimize)$/, /^1 metrics \[\]$/],
  [/^optimize$/, /^1 objective$/],
  [/^plot\.parameter(Heatmap|Surface)$/, /^1 metric$/],
];

/** Calls whose texts name symbols. */
const SYMBOLS: readonly (readonly [call: RegExp, path: RegExp])[] = [
  [/^bars$/, /^0$/],
  [/^universe$/, /^0 \[\]$/],
  [/^symbolPicker$/, /^1 (value|symbols \[\])$/],
  [/^universePicker$/, /^1 (value|symbols) \[\]$/],
  [/^input$/, /^[01] symbols \[\]$/],
];

const fits = (table: typeof SYMBOLS, { call, path }: Slot): boolean =>
  table.some(([calls, paths]) => calls.test(call) && paths.test(path.join(" ")));

/** Whether a text at this place names a symbol of the data that are there. */
export const namesSymbol = (slot: Slot): boolean => slot.stringFrom !== null && fits(SYMBOLS, slot);

/** Whether a text at this place names a source of data. */
export const namesSource = ({ call, path, stringFrom }: Slot): boolean =>
  stringFrom !== null && call === "universe" && path.join(" ") === "0 source";

const kindsOf = (blocks: readonly Told[]): Completion[] =>
  blocks.map(({ kind, title }) => ({ label: kind, type: "enum", detail: title }));

/** Statistics by their kinds, as texts name them. */
export const statisticWords = (): Completion[] => kindsOf(statistics.blocks);

/** What a text at a place may be, from the catalogues: kinds of statistics and of blocks. */
export function textWords(slot: Slot): Completion[] {
  if (slot.stringFrom === null) return [];
  if (fits(STATISTICS, slot)) return statisticWords();
  const member = slot.path.findLast((step) => Object.hasOwn(BLOCKS, step));
  const isKind = slot.path.at(-1) === "kind" || slot.path.at(-1) === "method";
  return member !== undefined && isKind ? kindsOf(BLOCKS[member] ?? []) : [];
}

/** The functions that make what a place takes, with their titles: rules in `risk: [`, sizers after `sizing:`. */
export function favouredNames({ path, stringFrom }: Slot): ReadonlyMap<string, string> {
  const at = path.filter((step) => step !== "[]");
  const member = at.at(-1) ?? "";
  const list = at.at(-2) === "indicators" ? "indicators" : member;
  if (stringFrom !== null || list === "method" || !Object.hasOwn(BLOCKS, list)) return new Map();
  return new Map((BLOCKS[list] ?? []).map(({ kind, title }) => [callName(kind), title]));
}
