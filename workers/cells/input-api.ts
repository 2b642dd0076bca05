import type { ButtonOptions } from "#engine/notebook/controls/button.ts";
import type { CheckboxOptions } from "#engine/notebook/controls/checkbox.ts";
import type { DateRangeOptions } from "#engine/notebook/controls/date-range.ts";
import type { FileOptions } from "#engine/notebook/controls/file.ts";
import type { MultiSelectOptions } from "#engine/notebook/controls/multi-select.ts";
import type { NumberOptions } from "#engine/notebook/controls/number.ts";
import type { RangeOptions } from "#engine/notebook/controls/range.ts";
import type { SelectOptions } from "#engine/notebook/controls/select.ts";
import type { SliderOptions } from "#engine/notebook/controls/slider.ts";
import type { SymbolOptions } from "#engine/notebook/controls/symbol.ts";
import type { TextOptions } from "#engine/notebook/controls/text.ts";
import type { UniverseOptions } from "#engine/notebook/controls/universe.ts";
import type { Table } from "./table.ts";

/** An input as an input cell declares it: its type beside its options. */
export type InputSpec =
  | ({ readonly type: "slider" } & SliderOptions)
  | ({ readonly type: "number" } & NumberOptions)
  | ({ readonly type: "range" } & RangeOptions)
  | ({ readonly type: "select" } & SelectOptions<unknown>)
  | ({ readonly type: "multi-select" } & MultiSelectOptions<unknown>)
  | ({ readonly type: "date-range" } & DateRangeOptions)
  | ({ readonly type: "symbol" } & SymbolOptions)
  | ({ readonly type: "universe" } & UniverseOptions)
  | ({ readonly type: "checkbox" } & CheckboxOptions)
  | ({ readonly type: "text" } & TextOptions)
  | ({ readonly type: "button" } & ButtonOptions)
  | ({ readonly type: "file" } & FileOptions);

type Chosen<O> = O extends readonly (infer T)[] ? T : O extends Readonly<Record<string, infer T>> ? T : never;

/** The values of inputs that are always of one type. */
interface PlainValues {
  readonly slider: number;
  readonly number: number;
  readonly range: readonly [number, number];
  readonly "date-range": { readonly from: string; readonly to: string };
  readonly symbol: string;
  readonly universe: readonly string[];
  readonly checkbox: boolean;
  readonly text: string;
  readonly button: number;
}

/** The value of a declared input. */
export type InputValueOf<S extends InputSpec> = S extends { type: keyof PlainValues }
  ? PlainValues[S["type"]]
  : S extends { type: "select"; options: infer O }
    ? Chosen<O>
    : S extends { type: "multi-select"; options: infer O }
      ? readonly Chosen<O>[]
      : Table | null;

/**
 * The inputs of a notebook. Each draws a control under its cell and gives its present value; moving it runs the cell
 * again, with everything that reads it. The name keeps the value: it survives re-runs and edits of the cell.
 */
export interface InputApi {
  /**
   * Any input by its type: what input cells run as, whose text is the specification and whose name is the input's.
   *
   * @throws EngineError "bad-param" with the nearest type, or what is wrong with the options.
   * @example export const length = await input("length", { type: "slider", min: 2, max: 50, value: 10 });
   */
  input: {
    <const S extends InputSpec>(name: string, spec: S): Promise<InputValueOf<S>>;
    /** As files hold input cells: the name is the constant's. */
    <const S extends InputSpec>(spec: S): InputValueOf<S>;
  };

  /**
   * A number between two bounds, to be dragged.
   *
   * @example const fast = slider("fast", { min: 2, max: 50, value: 10 });
   */
  slider(name: string, options: SliderOptions): number;

  /**
   * A number to be typed.
   *
   * @example const capital = numberInput("capital", { value: 100_000, min: 1000, unit: "USD" });
   */
  numberInput(name: string, options: NumberOptions): number;

  /**
   * Two numbers between two bounds, the lower first.
   *
   * @example const [from, to] = rangeSlider("lengths", { min: 2, max: 200, value: [10, 50] });
   */
  rangeSlider(name: string, options: RangeOptions): readonly [number, number];

  /**
   * One of several values; give them by words where they are no words themselves.
   *
   * @example const costs = select("costs", { options: { none: noFees(), broker: ibkrFixed() } });
   */
  select<const T>(name: string, options: SelectOptions<T>): T;

  /**
   * Any of several values, in the order of the options.
   *
   * @example const lengths = multiSelect("lengths", { options: [10, 20, 50], value: [20] });
   */
  multiSelect<const T>(name: string, options: MultiSelectOptions<T>): readonly T[];

  /**
   * Two dates, UTC; `to` is exclusive. The value fits the options of `bars` and of a universe.
   *
   * @example const recent = await bars("SP500", dateRange("when", { value: { from: "2010-01-01", to: "2020-01-01" } }));
   */
  dateRange(name: string, options: DateRangeOptions): { readonly from: string; readonly to: string };

  /**
   * One symbol of the datasets, searchable.
   *
   * @example const picked = await bars(symbolPicker("symbol", { value: "AAPL" }));
   */
  symbolPicker(name: string, options: SymbolOptions): string;

  /**
   * Several symbols of the datasets, searchable.
   *
   * @example const stocks = await universe(universePicker("stocks", { value: ["AAPL", "SP500"] }));
   */
  universePicker(name: string, options?: UniverseOptions): readonly string[];

  /**
   * Yes or no.
   *
   * @example const shorts = checkbox("shorts", { label: "Allow short positions" });
   */
  checkbox(name: string, options?: CheckboxOptions): boolean;

  /**
   * A line of text.
   *
   * @example const title = textInput("title", { placeholder: "Name of the study" });
   */
  textInput(name: string, options?: TextOptions): string;

  /**
   * A button; gives how often it was clicked, and each click runs the cell again.
   *
   * @example const seed = button("another", { label: "Another market" });
   */
  button(name: string, options?: ButtonOptions): number;

  /**
   * A file dropped or chosen by the reader, as a table; null until there is one. It is read in the sandbox and stays
   * in this page: the notebook keeps its name and hash only.
   *
   * @throws EngineError "bad-csv" or "bad-param" with the row that cannot be read.
   * @example const file = await fileDrop("prices", { accept: ["csv", "parquet"] }); const own = file && asBars(file, { symbol: "OWN" });
   */
  fileDrop(name: string, options?: FileOptions): Promise<Table | null>;
}
