"use client";

import { useEffect } from "react";
import { COMMANDS, runCommand } from "./commands.ts";
import { keyName } from "./key-name.ts";
import type { OpenNotebook } from "./notebook-context.tsx";
import { pasteCells } from "./paste-cells.ts";

const keysOf = (anywhere: boolean) =>
  new Map(
    COMMANDS.filter((command) => (command.anywhere ?? false) === anywhere).flatMap(({ id, keys = [] }) =>
      keys.map((key) => [key, id] as const),
    ),
  );

/** Keys that work wherever the cursor is. */
const ANYWHERE = keysOf(true);
/** Keys that work when no text is being edited. */
const CELL_MODE = keysOf(false);

const SECOND_KEY_MS = 700;

/** True where typing must reach a field, or Enter must press the focused control. */
function belongsToControl(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest(
      "input, textarea, select, button, a, [contenteditable=true], [role=tab], [role=dialog]",
    ) !== null
  );
}

/** Finds the command of a key press; a key pressed twice within a moment may be another key. */
function createKeyReader(): (event: KeyboardEvent) => string | undefined {
  let last = { name: "", at: -Infinity };
  return (event) => {
    const name = keyName(event);
    const anywhere = ANYWHERE.get(name);
    if (anywhere !== undefined || belongsToControl(event.target)) return anywhere;
    const twice = last.name === name && event.timeStamp - last.at < SECOND_KEY_MS;
    last = { name: twice ? "" : name, at: event.timeStamp };
    return (twice ? CELL_MODE.get(`${name} ${name}`) : undefined) ?? CELL_MODE.get(name);
  };
}

/** True while the page, not a text or a selection of text, is what a copy is of. */
function copiesCells(event: Event): boolean {
  return !belongsToControl(event.target) && (document.getSelection()?.isCollapsed ?? true);
}

/** Routes keys to the notebook's commands. */
export function useKeyboard(notebook: OpenNotebook): void {
  useEffect(() => {
    const commandOf = createKeyReader();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(event);
      if (command === undefined || ((command === "copy" || command === "cut") && !copiesCells(event))) return;
      event.preventDefault();
      runCommand(command, notebook);
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (event.defaultPrevented || text === "" || belongsToControl(event.target)) return;
      event.preventDefault();
      pasteCells(notebook, text);
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("paste", onPaste);
    };
  }, [notebook]);
}
