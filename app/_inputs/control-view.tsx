"use client";

import type { Control } from "#engine/notebook/controls/control.ts";
import { SliderInput } from "./slider-input.tsx";

/** The widget of a control. */
export function ControlView({ control }: { control: Control }) {
  return control.type === "slider" ? <SliderInput control={control} /> : null;
}
