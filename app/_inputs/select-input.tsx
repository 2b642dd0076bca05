"use client";

import { useId } from "react";
import type { SelectControl } from "#engine/notebook/controls/select.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** A choice of one. */
export function SelectInput({ control }: { control: SelectControl }) {
  const id = useId();
  const [value, change] = useInputValue(control.name, control.value);
  return (
    <InputRow label={control.label} htmlFor={id}>
      <select id={id} className={styles.field} value={value} onChange={(event) => change(event.target.value)}>
        {control.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </InputRow>
  );
}
