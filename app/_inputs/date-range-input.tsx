"use client";

import { useState } from "react";
import type { DateRangeControl } from "#engine/notebook/controls/date-range.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** Two dates; a half-typed one is not sent. */
export function DateRangeInput({ control }: { control: DateRangeControl }) {
  const { name, label, min, max } = control;
  const [[from = "", to = ""], change] = useInputValue<string[]>(name, [
    control.value.from,
    control.value.to,
  ]);
  return (
    <InputRow label={label}>
      <div className={styles.dates} role="group" aria-label={label}>
        <DateField
          label={`${label}, from`}
          value={from}
          min={min}
          max={to}
          onCommit={(day) => change([day, to])}
        />
        <span className={styles.unit}>up to</span>
        <DateField
          label={`${label}, to`}
          value={to}
          min={from}
          max={max}
          onCommit={(day) => change([from, day])}
        />
      </div>
    </InputRow>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly onCommit: (day: string) => void;
}

/** One date; typed digits make other dates on their way ("0002-01-01"), so it is sent once it lies in its bounds. */
function DateField({ label, value, min, max, onCommit }: DateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const type = (day: string): void => {
    setTyped(day);
    const inBounds = day >= (min ?? "0100-01-01") && day <= (max ?? "9999-12-31");
    if (day !== "" && inBounds) onCommit(day);
  };
  return (
    <input
      className={styles.field}
      type="date"
      aria-label={label}
      min={min}
      max={max}
      value={typed ?? value}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setTyped(null)}
    />
  );
}
