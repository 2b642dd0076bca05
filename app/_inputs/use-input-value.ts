"use client";

import { useState } from "react";
import type { InputValue } from "#engine/notebook/input-value.ts";
import { sameInput } from "#engine/notebook/input-value.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";

/**
 * An input's value as its widget shows it, and how to change it. The sandbox answers each move a little later: the
 * hand is believed until the answer has caught up with it.
 */
export function useInputValue<T extends InputValue>(name: string, value: T): [T, (next: T) => void] {
  const { control: runs } = useNotebook();
  const [held, setHeld] = useState<{ readonly value: T } | null>(null);
  if (held !== null && sameInput(held.value, value)) setHeld(null);
  const change = (next: T): void => {
    setHeld({ value: next });
    runs.setInput(name, next);
  };
  return [held === null ? value : held.value, change];
}
