"use client";

import { useEffect } from "react";
import type { Command } from "./command.ts";
import { COMMANDS, runCommand } from "./commands.ts";
import { keyName } from "./key-name.ts";
import type { OpenNotebook } from "./notebook-context.tsx";
import { pasteCells } from "./paste-cells.ts";

const keysOf = (wanted: (command: Command) => boolean) =>
  new Map(COMMANDS.filter(wanted).flatMap(({ id, keys = [] }) => keys.map((key) => [key, id] as const)));

/** Keys that work wherever the cursor is. */
const ANYWHERE = keysOf((command) => command.anywhere === true);
/** Keys that no button, tab or slider has a use for. */
const ON_CONTROLS = keysOf((command) => command.onControls === true);
/** Keys that work when no text is being edited. */
const CELL_MODE = keysOf((command) => command.anywhere !== true);

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

/** Kinds of input that take no letters. */
const WORDLESS = ["range", "checkbox", "radio", "button", "submit", "reset", "color", "file"];

/** True where a letter or a sign is typed, or finds an entry of a list, and over what covers the page. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !WORDLESS.includes(target.type);
  return (
    target.closest("textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]") !==
    null
  );
}

/** Finds the command of a key press; a key pressed twice within a moment may be another key. */
function createKeyReader(): (event: KeyboardEvent) => string | undefined {
  let last = { name: "", at: -Infinity };
  return (event) => {
    const name = keyName(event);
    const anywhere = ANYWHERE.get(name);
    if (anywhere !== undefined) return anywhere;
    if (belongsToControl(event.target)) return takesText(event.target) ? undefined : ON_CONTROLS.get(name);
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
