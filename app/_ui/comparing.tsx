"use client";

import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";

/** Rows of a list that a person ticks to see them side by side. */
export interface Comparing<T> {
  /** What is ticked, in the list's order, no more than fit beside each other. */
  readonly compared: readonly T[];
  /** Whether the button asks for them to be shown; two are the least that can be. */
  readonly shown: boolean;
  readonly flip: () => void;
  readonly isChosen: (id: string) => boolean;
  readonly toggle: (id: string) => void;
}

/** @param most How many fit beside each other. */
export function useComparing<T extends { readonly id: string }>(
  rows: readonly T[],
  most: number,
): Comparing<T> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const compared = rows.filter(({ id }) => chosen.has(id)).slice(0, most);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const flip = (): void => setAsked(!asked);
  return { compared, shown: asked && compared.length > 1, flip, isChosen: (id) => chosen.has(id), toggle };
}

/** Puts what is ticked side by side, and away again. */
export function CompareButton({
  comparing: { compared, shown, flip },
}: {
  comparing: Comparing<{ readonly id: string }>;
}) {
  return (
    <Button disabled={compared.length < 2} onClick={flip} aria-pressed={shown}>
      <GitCompareArrows size={14} aria-hidden />{" "}
      {compared.length < 2 ? "Choose two or more to compare" : `Compare ${compared.length}`}
    </Button>
  );
}

/** The box that ticks a row; `of` says in words which. */
export function CompareBox({
  comparing: { isChosen, toggle },
  id,
  of,
}: {
  comparing: Pick<Comparing<unknown>, "isChosen" | "toggle">;
  id: string;
  of: string;
}) {
  return (
    <input type="checkbox" aria-label={`Compare ${of}`} checked={isChosen(id)} onChange={() => toggle(id)} />
  );
}
