"use client";

import { Command } from "cmdk";
import { useEffect, useRef } from "react";
import { useMe } from "../_account/use-me.ts";
import type { Command as Action } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { IS_MAC, shownKey } from "./key-name.ts";
import { useNotebook } from "./notebook-context.tsx";
import { PalettePlaces } from "./palette-places.tsx";
import styles from "./palette.module.css";

const GROUPS = [...new Set(COMMANDS.map((command) => command.group))];

/**
 * Runs what was chosen when the palette is gone: closing, it gives the focus back to the cell, and would take it from a field that the action opens.
 * What is typed there would be commands of the cell.
 */
function useAction(open: boolean): (action: Action) => void {
  const notebook = useNotebook();
  const chosen = useRef<Action | null>(null);
  useEffect(() => {
    const action = chosen.current;
    if (open || action === null) return;
    chosen.current = null;
    setTimeout(() => action.run(notebook));
  }, [open, notebook]);
  return (action) => (chosen.current = action);
}

/** Every action by name, with its shortcut; then the pages, and other notebooks by what is typed of their titles. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const choose = useAction(open);
  const notebook = useNotebook();
  const signedIn = useMe()?.mode === "person";
  const offered = COMMANDS.filter((command) => command.offered?.(notebook, signedIn) ?? true);
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="All actions"
      overlayClassName={styles.overlay ?? ""}
      contentClassName={styles.content ?? ""}
    >
      <Command.Input className={styles.input} placeholder="What to do?" />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>No action has these words.</Command.Empty>
        {GROUPS.map((group) => (
          <Command.Group key={group} heading={group} className={styles.group}>
            {offered
              .filter((command) => command.group === group)
              .map((command) => (
                <Command.Item
                  key={command.id}
                  value={command.title}
                  className={styles.item}
                  onSelect={() => {
                    onOpenChange(false);
                    choose(command);
                  }}
                >
                  <span>{command.title}</span>
                  {command.keys?.[0] ? <kbd>{shownKey(command.keys[0], IS_MAC)}</kbd> : null}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
        <PalettePlaces onGo={() => onOpenChange(false)} />
      </Command.List>
    </Command.Dialog>
  );
}
