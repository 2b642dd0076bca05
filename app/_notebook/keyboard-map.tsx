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
        <KeyList name="Buttons" entries={BUTTON_KEYS} />
      </div>
    </Sheet>
  );
}

/** What a browser or the page itself does with a key, without a command of ours. */
const BUTTON_KEYS: readonly KeyEntry[] = [
  { title: "Next part of a cell, next line of buttons", keys: ["Tab"] },
  { title: "Along a line of buttons", keys: ["ArrowLeft", "ArrowRight"] },
  { title: "First and last button of a line", keys: ["Home", "End"] },
  { title: "From a button, tab or table back to its cell", keys: ["Escape"] },
];

interface KeyEntry {
  readonly title: string;
  readonly keys: readonly string[];
  readonly anywhere?: boolean | undefined;
}

function KeyGroup({ name }: { name: Command["group"] }) {
  const entries = COMMANDS.flatMap(({ group, title, keys, anywhere }) =>
    group === name && keys ? [{ title, keys, anywhere }] : [],
  );
  return entries.length === 0 ? null : <KeyList name={name} entries={entries} />;
}

function KeyList({ name, entries }: { name: string; entries: readonly KeyEntry[] }) {
  return (
    <section>
      <h3>{name}</h3>
      <dl>
        {entries.map(({ title, keys, anywhere }) => (
          <div key={title}>
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
