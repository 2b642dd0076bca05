"use client";

import { Command } from "cmdk";
import { COMMANDS } from "./commands.ts";
import { IS_MAC, shownKey } from "./key-name.ts";
import { useNotebook } from "./notebook-context.tsx";
import styles from "./palette.module.css";

const GROUPS = [...new Set(COMMANDS.map((command) => command.group))];

/** Every action by name, with its shortcut. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const notebook = useNotebook();
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
            {COMMANDS.filter((command) => command.group === group).map((command) => (
              <Command.Item
                key={command.id}
                value={command.title}
                className={styles.item}
                onSelect={() => {
                  onOpenChange(false);
                  command.run(notebook);
                }}
              >
                <span>{command.title}</span>
                {command.keys?.[0] ? <kbd>{shownKey(command.keys[0], IS_MAC)}</kbd> : null}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}
