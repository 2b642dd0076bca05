"use client";

import { useId } from "react";
import { CONTROL_LIMITS } from "#engine/notebook/controls/control-options.ts";
import type { TextControl } from "#engine/notebook/controls/text.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** A line of text; every key re-runs what reads it, newest text only. */
export function TextInput({ control }: { control: TextControl }) {
  const id = useId();
  const [value, change] = useInputValue(control.name, control.value);
  return (
    <InputRow label={control.label} htmlFor={id}>
      <input
        id={id}
        className={styles.wide}
        type="text"
        maxLength={CONTROL_LIMITS.textChars}
        placeholder={control.placeholder}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </InputRow>
  );
}
