"use client";

import { Command } from "cmdk";
import { useEffect } from "react";
import { COMMANDS } from "./commands.ts";
import { useNotebook } from "./notebook-context.tsx";
import styles from "./palette.module.css";

const MOD = typeof navigator !== "undefined" && navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";

/** Every action by name, with its shortcut. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const notebook = useNotebook();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      onOpenChange(!open);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [open, onOpenChange]);
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
        {COMMANDS.map((command) => (
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
            {command.shortcut ? (
              <kbd>{command.shortcut.replace("Mod", MOD).replace(/[[\]]/g, "")}</kbd>
            ) : null}
          </Command.Item>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}
