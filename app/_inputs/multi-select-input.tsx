"use client";

import { useState } from "react";
import type { MultiSelectControl } from "#engine/notebook/controls/multi-select.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { useInputValue } from "./use-input-value.ts";

/** More options than these are searched rather than scanned. */
const MANY = 12;

/** A choice of any, in the order of the options. */
export function MultiSelectInput({ control }: { control: MultiSelectControl }) {
  const { name, label, options } = control;
  const [value, change] = useInputValue<string[]>(name, control.value);
  const [search, setSearch] = useState("");
  const taken = new Set(value);
  const shown = options.filter((option) => option.toLowerCase().includes(search.trim().toLowerCase()));
  const toggle = (option: string): void =>
    change(options.filter((each) => (each === option ? !taken.has(each) : taken.has(each))));
  return (
    <InputRow label={label}>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{label}</legend>
        {options.length > MANY ? (
          <input
            className={styles.field}
            type="search"
            aria-label={`Search ${label}`}
            placeholder="Search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        ) : null}
        <div className={styles.boxes}>
          {shown.map((option) => (
            <label key={option}>
              <input type="checkbox" checked={taken.has(option)} onChange={() => toggle(option)} />
              {option}
            </label>
          ))}
        </div>
      </fieldset>
      <output className={styles.unit}>
        {taken.size} of {options.length}
      </output>
    </InputRow>
  );
}
