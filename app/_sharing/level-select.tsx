"use client";

import type { Level } from "#server/access/roles.ts";
import { LEVEL_WORDS } from "./level-words.ts";

/** A choice of levels; the words of "none" are the caller's. */
export function LevelSelect({
  label,
  levels,
  value,
  none = "nothing",
  onChange,
}: {
  label: string;
  levels: readonly Level[];
  value: Level;
  none?: string;
  onChange: (level: Level) => void;
}) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as Level)}>
      {levels.map((level) => (
        <option key={level} value={level}>
          {level === "none" ? none : `may ${LEVEL_WORDS[level]}`}
        </option>
      ))}
    </select>
  );
}
