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
import type { InputApi } from "./input-api.ts";

/** What an input needs of the run that draws it. */
export interface InputContext {
  /** The user's value of an input; undefined until it is moved. */
  readonly read: (name: string) => unknown;
  readonly show: (control: Control) => void;
  readonly files: FileShelf;
}

/** The inputs of one run: each shows its control and gives the value that the control shows. */
export function createInputs({ read, show, files }: InputContext): InputApi {
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
        show({ ...control, rows: read.rowCount });
        return read;
      } catch (error) {
        show({ ...control, rows: null });
        throw error;
      }
    },
  };
}
