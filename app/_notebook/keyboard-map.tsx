"use client";

import { Sheet } from "../_ui/sheet.tsx";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { IS_MAC, shownKey } from "./key-name.ts";
import styles from "./keyboard-map.module.css";

const GROUPS = [...new Set(COMMANDS.map((command) => command.group))];

/** All keys on one sheet. */
export function KeyboardMap({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard map"
      description="Keys marked • work while you type; press Esc to reach the others."
    >
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <KeyGroup key={group} name={group} />
        ))}
      </div>
    </Sheet>
  );
}

function KeyGroup({ name }: { name: Command["group"] }) {
  const commands = COMMANDS.filter((command) => command.group === name && command.keys);
  if (commands.length === 0) return null;
  return (
    <section>
      <h3>{name}</h3>
      <dl>
        {commands.map(({ id, title, keys = [], anywhere }) => (
          <div key={id}>
            <dt>
              {title}
              {anywhere ? <span aria-label="works while you type"> •</span> : null}
            </dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{shownKey(key, IS_MAC)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
