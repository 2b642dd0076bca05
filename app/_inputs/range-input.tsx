"use client";

import type { RangeControl } from "#engine/notebook/controls/range.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** Two sliders on one track; neither thumb passes the other. */
export function RangeInput({ control }: { control: RangeControl }) {
  const { min, max, step, label } = control;
  const [[low = min, high = max], change] = useInputValue<number[]>(control.name, control.value);
  const share = (value: number): string => `${(100 * (value - min)) / (max - min)}%`;
  const bounds = { type: "range", min, max, step } as const;
  return (
    <InputRow label={label}>
      <div className={styles.range} role="group" aria-label={label}>
        <span className={styles.track} aria-hidden>
          <span style={{ left: share(low), right: `calc(100% - ${share(high)})` }} />
        </span>
        <input
          {...bounds}
          aria-label={`${label}, from`}
          value={low}
          onChange={(event) => change([Math.min(event.target.valueAsNumber, high), high])}
        />
        <input
          {...bounds}
          aria-label={`${label}, to`}
          value={high}
          onChange={(event) => change([low, Math.max(event.target.valueAsNumber, low)])}
        />
      </div>
      <output className={styles.value}>
        {low} to {high}
      </output>
    </InputRow>
  );
}
