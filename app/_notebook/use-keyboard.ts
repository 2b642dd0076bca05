"use client";

import { useEffect } from "react";
import { runCommand } from "./commands.ts";
import type { OpenNotebook } from "./notebook-context.tsx";

/** Keys that work wherever the cursor is. */
const ANYWHERE: Record<string, string> = {
  "Shift+Enter": "run-move",
  "Mod+Enter": "run",
  "Mod+Shift+Enter": "run-all",
  "Mod+s": "save",
};

/** Keys that work when no text is being edited. */
const CELL_MODE: Record<string, string> = {
  Enter: "edit",
  a: "above",
  b: "below",
  j: "next",
  k: "previous",
  ArrowDown: "next",
  ArrowUp: "previous",
  "Alt+ArrowUp": "move-up",
  "Alt+ArrowDown": "move-down",
  m: "markdown",
  y: "typescript",
  s: "sql",
  z: "undo",
  i: "stop",
};

const SECOND_KEY_MS = 700;

/** A key press as "Mod+Shift+Enter": one spelling for Ctrl and ⌘. */
export function keyName(event: KeyboardEvent): string {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey) parts.push("Shift");
  return [...parts, event.key].join("+");
}

/** True where typing must reach a field, or Enter must press the focused control. */
function belongsToControl(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest(
      "input, textarea, select, button, a, [contenteditable=true], [role=tab], [role=dialog]",
    ) !== null
  );
}

/** Routes keys to the notebook's commands. */
export function useKeyboard(notebook: OpenNotebook): void {
  useEffect(() => {
    let lastD = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      const command = ANYWHERE[name] ?? (belongsToControl(event.target) ? undefined : CELL_MODE[name]);
      if (command) {
        event.preventDefault();
        runCommand(command, notebook);
      } else if (name === "d" && !belongsToControl(event.target)) {
        if (event.timeStamp - lastD < SECOND_KEY_MS) runCommand("delete", notebook);
        lastD = event.timeStamp;
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [notebook]);
}
