"use client";

import type { ValueNode } from "#engine/notebook/output.ts";
import styles from "./outputs.module.css";

/** A value as a tree that opens one level at a time. */
export function ValueTree({ value }: { value: ValueNode }) {
  return (
    <div className={styles.tree}>
      <Node node={value} open />
    </div>
  );
}

function Node({ label, node, open = false }: { label?: string; node: ValueNode; open?: boolean }) {
  const name = label === undefined ? null : <span className={styles.key}>{label}: </span>;
  if (node.kind === "leaf") {
    return (
      <div>
        {name}
        <span data-type={node.type}>{node.text}</span>
      </div>
    );
  }
  const more = node.size - node.entries.length;
  return (
    <details open={open}>
      <summary>
        {name}
        <span className={styles.typeName}>
          {node.type} ({node.size})
        </span>
      </summary>
      {node.entries.map((entry, index) => (
        <Node key={index} label={entry.key} node={entry.value} />
      ))}
      {more > 0 ? <div className={styles.note}>and {more} more</div> : null}
    </details>
  );
}
