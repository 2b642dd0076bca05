"use client";

import { useId, useState } from "react";
import type { NumberControl } from "#engine/notebook/controls/number.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** A number to be typed; what is no number, or out of bounds, is not sent and is mended on leaving the field. */
export function NumberInput({ control }: { control: NumberControl }) {
  const id = useId();
  const { min = -Infinity, max = Infinity, unit } = control;
  const [value, change] = useInputValue(control.name, control.value);
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string): void => {
    setTyped(text);
    const number = Number(text);
    if (text.trim() !== "" && Number.isFinite(number) && number >= min && number <= max) change(number);
  };
  const leave = (): void => {
    const number = Number(typed ?? NaN);
    setTyped(null);
    if (typed !== null && typed.trim() !== "" && Number.isFinite(number))
      change(Math.min(max, Math.max(min, number)));
  };
  return (
    <InputRow label={control.label} htmlFor={id}>
      <input
        id={id}
        className={styles.field}
        type="number"
        min={control.min}
        max={control.max}
        step={control.step ?? "any"}
        value={typed ?? value}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
      />
      {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
    </InputRow>
  );
}
