import { CELL_COMMANDS } from "./cell-commands.ts";
import { LANGUAGE_COMMANDS } from "../_language/language-commands.ts";
import type { Command } from "./command.ts";
import type { OpenNotebook } from "./notebook-context.tsx";
import { RUN_COMMANDS } from "./run-commands.ts";
import { RUN_MODE_COMMANDS } from "./run-mode-commands.ts";
import { VIEW_COMMANDS } from "./view-commands.ts";

/** Every action of a notebook, in the order of the palette. */
export const COMMANDS: readonly Command[] = [
  ...RUN_COMMANDS,
  ...RUN_MODE_COMMANDS,
  ...CELL_COMMANDS,
  ...LANGUAGE_COMMANDS,
  ...VIEW_COMMANDS,
];

const BY_ID = new Map(COMMANDS.map((command) => [command.id, command]));

/** Runs one command by its id; an unknown id is a programmer's error. */
export function runCommand(id: string, notebook: OpenNotebook): void {
  const command = BY_ID.get(id);
  if (!command) throw new Error(`assertion: no command ${id}`);
  command.run(notebook);
}
