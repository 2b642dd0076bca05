"use client";

import { useId } from "react";
import type { SliderControl } from "#engine/notebook/controls/slider.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** A slider of the notebook: every move re-runs what reads it. */
export function SliderInput({ control }: { control: SliderControl }) {
  const id = useId();
  const [value, change] = useInputValue(control.name, control.value);
  return (
    <InputRow label={control.label} htmlFor={id}>
      <input
        id={id}
        className={styles.slider}
        type="range"
        min={control.min}
        max={control.max}
        step={control.step}
        value={value}
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <output htmlFor={id} className={styles.value}>
        {value}
      </output>
    </InputRow>
  );
}
