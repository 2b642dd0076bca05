"use client";

import { useId, useState } from "react";
import type { SliderControl } from "#engine/notebook/controls/slider.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "../_outputs/outputs.module.css";

/** A slider of the notebook: every move re-runs what reads it. */
export function SliderInput({ control }: { control: SliderControl }) {
  const { control: runs } = useNotebook();
  const id = useId();
  // The sandbox answers each move a little later: the hand is believed until the answer has caught up with it.
  const [held, setHeld] = useState<number | null>(null);
  if (held !== null && held === control.value) setHeld(null);
  const change = (next: number) => {
    setHeld(next);
    runs.setInput(control.name, next);
  };
  const value = held ?? control.value;
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{control.label}</label>
      <input
        id={id}
        type="range"
        min={control.min}
        max={control.max}
        step={control.step}
        value={value}
        onChange={(event) => change(event.target.valueAsNumber)}
      />
      <output htmlFor={id} className="numeric">
        {value}
      </output>
    </div>
  );
}
