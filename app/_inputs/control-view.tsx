"use client";

import type { Control } from "#engine/notebook/controls/control.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { ButtonInput } from "./button-input.tsx";
import { CheckboxInput } from "./checkbox-input.tsx";
import { DateRangeInput } from "./date-range-input.tsx";
import { FileInput } from "./file-input.tsx";
import styles from "./inputs.module.css";
import { MultiSelectInput } from "./multi-select-input.tsx";
import { NumberInput } from "./number-input.tsx";
import { RangeInput } from "./range-input.tsx";
import { ResetInput } from "./reset-input.tsx";
import { SelectInput } from "./select-input.tsx";
import { SliderInput } from "./slider-input.tsx";
import { SymbolInput } from "./symbol-input.tsx";
import { TextInput } from "./text-input.tsx";
import { UniverseInput } from "./universe-input.tsx";

/** A control, and beside it the way back to its default once it was moved. */
export function ControlView({ control }: { control: Control }) {
  const { rights } = useNotebook();
  // A fieldset that is disabled disables its widgets: who may not run anything moves nothing.
  return (
    <fieldset className={styles.control} disabled={rights === "view"}>
      <Widget control={control} />
      {control.type === "file" ? null : <ResetInput name={control.name} label={control.label} />}
    </fieldset>
  );
}

/** The widget of a control. */
function Widget({ control }: { control: Control }) {
  switch (control.type) {
    case "slider":
      return <SliderInput control={control} />;
    case "number":
      return <NumberInput control={control} />;
    case "range":
      return <RangeInput control={control} />;
    case "select":
      return <SelectInput control={control} />;
    case "multi-select":
      return <MultiSelectInput control={control} />;
    case "date-range":
      return <DateRangeInput control={control} />;
    case "symbol":
      return <SymbolInput control={control} />;
    case "universe":
      return <UniverseInput control={control} />;
    case "checkbox":
      return <CheckboxInput control={control} />;
    case "text":
      return <TextInput control={control} />;
    case "button":
      return <ButtonInput control={control} />;
    case "file":
      return <FileInput control={control} />;
  }
}
