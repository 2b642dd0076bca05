import type { CellApi } from "./cell-api.ts";
import { isDropped } from "./drop-globals.ts";
import { engineScope } from "./engine-scope.ts";

/** Every name of the session's own; the compiler sees to it that none is left out. */
const SESSION: Readonly<Record<keyof CellApi, true>> = {
  ...{
    bars: true,
    asBars: true,
    asOf: true,
    universe: true,
    datasets: true,
    sql: true,
    indicator: true,
    strategyFromYaml: true,
  },
  ...{ backtest: true, sweep: true, optimize: true, compare: true, audit: true, test: true, stats: true },
  ...{ plot: true, table: true, md: true, svg: true, display: true, progress: true, console: true },
  ...{ signal: true, invalidation: true, input: true, slider: true, numberInput: true, rangeSlider: true },
  ...{ select: true, multiSelect: true, dateRange: true, symbolPicker: true, universePicker: true },
  ...{ checkbox: true, textInput: true, button: true, fileDrop: true },
};

/** Whether a name is of the session: made anew for each run of a cell. */
export const isOfSession = (name: string): boolean =>
  Object.hasOwn(SESSION, name) && !Object.hasOwn(engineScope, name);

/** Names that cells see without any cell defining them, JavaScript's own aside. */
export const givenNames: readonly string[] = [
  ...new Set([...Object.keys(SESSION), ...Object.keys(engineScope)]),
];

const given: ReadonlySet<string> = new Set(givenNames);

/** Whether a name is there without a cell that defines it; what cells are refused counts as absent on every host. */
export const isGiven = (name: string): boolean => given.has(name) || (name in globalThis && !isDropped(name));
