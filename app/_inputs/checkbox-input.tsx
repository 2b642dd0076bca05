"use client";

import type { CheckboxControl } from "#engine/notebook/controls/checkbox.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** Yes or no. */
export function CheckboxInput({ control }: { control: CheckboxControl }) {
  const [value, change] = useInputValue(control.name, control.value);
  return (
    <InputRow label="">
      <label className={styles.checkbox}>
        <input type="checkbox" checked={value} onChange={(event) => change(event.target.checked)} />
        {control.label}
      </label>
    </InputRow>
  );
}
