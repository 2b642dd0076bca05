import { nearest } from "#engine/catalogue.ts";
import { EngineError } from "#engine/errors.ts";
import { buttonOf } from "#engine/notebook/controls/button.ts";
import { checkboxOf } from "#engine/notebook/controls/checkbox.ts";
import type { Control } from "#engine/notebook/controls/control.ts";
import { dateRangeOf } from "#engine/notebook/controls/date-range.ts";
import { fileOf } from "#engine/notebook/controls/file.ts";
import { multiSelectOf } from "#engine/notebook/controls/multi-select.ts";
import { numberOf } from "#engine/notebook/controls/number.ts";
import { rangeOf } from "#engine/notebook/controls/range.ts";
import { selectOf } from "#engine/notebook/controls/select.ts";
import { sliderOf } from "#engine/notebook/controls/slider.ts";
import { symbolOf } from "#engine/notebook/controls/symbol.ts";
import { textOf } from "#engine/notebook/controls/text.ts";
import { universeOf } from "#engine/notebook/controls/universe.ts";
import type { FileShelf } from "./files/file-shelf.ts";
import { knownRows } from "./files/known-rows.ts";
import type { InputApi, InputSpec } from "./input-api.ts";

/** What an input needs of the run that draws it. */
export interface InputContext {
  /** The user's value of an input; undefined until it is moved. */
  readonly read: (name: string) => unknown;
  readonly show: (control: Control) => void;
  readonly files: FileShelf;
  /** UTC ms after which nothing is known: rows of files that came later are left out. */
  readonly until: number;
}

type NamedInputs = Omit<InputApi, "input">;

/** Which function draws which type of a declared input. */
const BY_TYPE: Readonly<Record<InputSpec["type"], keyof NamedInputs>> = {
  slider: "slider",
  number: "numberInput",
  range: "rangeSlider",
  select: "select",
  "multi-select": "multiSelect",
  "date-range": "dateRange",
  symbol: "symbolPicker",
  universe: "universePicker",
  checkbox: "checkbox",
  text: "textInput",
  button: "button",
  file: "fileDrop",
};

/** Runs a declared input; its type is looked up, the rest are the options of that input's own function. */
async function readInput(inputs: NamedInputs, name: unknown, spec: unknown): Promise<unknown> {
  const { type, ...options } = (typeof spec === "object" ? spec : {}) as { readonly type?: unknown };
  const types = Object.keys(BY_TYPE);
  if (typeof type !== "string" || !types.includes(type)) {
    const near = typeof type === "string" ? nearest(type, types) : undefined;
    const remedy = near
      ? `did you mean "${near}"?`
      : `use { "type": "slider", ... }, or one of ${types.join(", ")}`;
    throw new EngineError("bad-param", `unknown type of input: ${String(type)}; ${remedy}`);
  }
  if (name === "")
    throw new EngineError("bad-param", "input cell without a name; give it one above its text");
  const make = inputs[BY_TYPE[type as InputSpec["type"]]] as (name: unknown, options: unknown) => unknown;
  return make(name, options);
}

/** The inputs of one run: each shows its control and gives the value that the control shows. */
export function createInputs(context: InputContext): InputApi {
  const named = createNamedInputs(context);
  return {
    ...named,
    input: ((name: unknown, spec: unknown) => readInput(named, name, spec)) as InputApi["input"],
  };
}

function createNamedInputs({ read, show, files, until }: InputContext): NamedInputs {
  const shown = <C extends Control>(control: C): C => {
    show(control);
    return control;
  };
  return {
    slider: (name, options) => shown(sliderOf(name, options, read(name))).value,
    numberInput: (name, options) => shown(numberOf(name, options, read(name))).value,
    rangeSlider: (name, options) => shown(rangeOf(name, options, read(name))).value,
    select(name, options) {
      const { control, value } = selectOf(name, options, read(name));
      show(control);
      return value;
    },
    multiSelect(name, options) {
      const { control, value } = multiSelectOf(name, options, read(name));
      show(control);
      return value;
    },
    dateRange: (name, options) => shown(dateRangeOf(name, options, read(name))).value,
    symbolPicker: (name, options) => shown(symbolOf(name, options, read(name))).value,
    universePicker: (name, options) => shown(universeOf(name, options, read(name))).value,
    checkbox: (name, options) => shown(checkboxOf(name, options, read(name))).value,
    textInput: (name, options) => shown(textOf(name, options, read(name))).value,
    button: (name, options) => shown(buttonOf(name, options, read(name))).value,
    async fileDrop(name, options) {
      const control = fileOf(name, options, read(name));
      if (control.value === null) {
        show({ ...control, rows: null });
        return null;
      }
      const table = files.table(control.value);
      // The control stands under the cell before its file is read: one that cannot be read must be replaceable.
      if (table === null) {
        show({ ...control, rows: null });
        return null;
      }
      try {
        const read = await table;
        const remarks = read.remarks.slice(0, 20).map((remark) => remark.slice(0, 400));
        show({ ...control, rows: read.rowCount, ...(remarks.length > 0 && { remarks }) });
        return knownRows(read, options?.time, until);
      } catch (error) {
        show({ ...control, rows: null });
        throw error;
      }
    },
  };
}
