import { z } from "zod";
import { buttonControl } from "./button.ts";
import { checkboxControl } from "./checkbox.ts";
import { dateRangeControl } from "./date-range.ts";
import { fileControl } from "./file.ts";
import { multiSelectControl } from "./multi-select.ts";
import { numberControl } from "./number.ts";
import { rangeControl } from "./range.ts";
import { selectControl } from "./select.ts";
import { sliderControl } from "./slider.ts";
import { symbolControl } from "./symbol.ts";
import { textControl } from "./text.ts";
import { universeControl } from "./universe.ts";

/** Every control that a cell may show: what the page draws, with the present value. */
export const control = z.discriminatedUnion("type", [
  sliderControl,
  numberControl,
  rangeControl,
  selectControl,
  multiSelectControl,
  dateRangeControl,
  symbolControl,
  universeControl,
  checkboxControl,
  textControl,
  buttonControl,
  fileControl,
]);
export type Control = z.infer<typeof control>;
