"use client";

import type { ButtonControl } from "#engine/notebook/controls/button.ts";
import { Button } from "../_ui/button.tsx";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** A button that counts its clicks; each one re-runs what reads it. */
export function ButtonInput({ control }: { control: ButtonControl }) {
  const [clicks, change] = useInputValue(control.name, control.value);
  return (
    <InputRow label="">
      <Button onClick={() => change(clicks + 1)}>{control.label}</Button>
      <output className={styles.unit}>{clicks === 0 ? "" : `clicked ${clicks} times`}</output>
    </InputRow>
  );
}
