"use client";

import { Copy } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { toast } from "sonner";
import { IconButton } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import styles from "./reference.module.css";
import type { ReferenceBlock, ReferenceStage } from "./to-reference.ts";

/** Every block by stage, found by any of its words. */
export function ReferenceScreen({ stages }: { stages: readonly ReferenceStage[] }) {
  const [words, setWords] = useState("");
  const needle = useDeferredValue(words.trim().toLowerCase());
  const shown = useMemo(() => search(stages, needle), [stages, needle]);
  const count = shown.reduce((sum, stage) => sum + stage.blocks.length, 0);
  return (
    <div className={page.page}>
      <div className={page.inner}>
        <header className={page.head}>
          <h1>Reference</h1>
          <span className={page.quiet} role="status">
            {count} blocks
          </span>
          <input
            type="search"
            placeholder="Search"
            aria-label="Search the reference"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </header>
        <nav className={styles.stages} aria-label="Stages">
          {shown.map((stage) => (
            <a key={stage.name} href={`#${stage.name}`}>
              {stage.name} <small>{stage.blocks.length}</small>
            </a>
          ))}
        </nav>
        {shown.map((stage) => (
          <section key={stage.name} id={stage.name}>
            <h2 className={styles.stage}>{stage.name}</h2>
            {stage.blocks.map((block) => (
              <Block key={block.kind} block={block} />
            ))}
          </section>
        ))}
        {count === 0 ? <p className={page.quiet}>Nothing has these words.</p> : null}
      </div>
    </div>
  );
}

function search(stages: readonly ReferenceStage[], needle: string): ReferenceStage[] {
  if (needle === "") return [...stages];
  return stages
    .map(({ name, blocks }) => ({
      name,
      blocks: blocks.filter((block) =>
        `${block.kind} ${block.title} ${block.description} ${block.outputs.join(" ")}`
          .toLowerCase()
          .includes(needle),
      ),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

function Block({ block }: { block: ReferenceBlock }) {
  return (
    <article className={styles.block} id={block.kind}>
      <header>
        <h3>{block.title}</h3>
        <code>{block.kind}</code>
        {block.outputs.length > 1 ? (
          <span className={page.quiet}>gives {block.outputs.join(", ")}</span>
        ) : null}
      </header>
      <p>{block.description}</p>
      {block.params.length > 0 ? <Params block={block} /> : null}
      {block.example ? <Example text={block.example} /> : null}
    </article>
  );
}

function Params({ block }: { block: ReferenceBlock }) {
  return (
    <table className={page.list}>
      <thead>
        <tr>
          <th>Parameter</th>
          <th>Type</th>
          <th>Default</th>
          <th>Meaning</th>
        </tr>
      </thead>
      <tbody>
        {block.params.map((param) => (
          <tr key={param.name}>
            <td>
              <code>{param.name}</code>
            </td>
            <td>{param.type}</td>
            <td>
              <code>{param.fallback}</code>
            </td>
            <td className={page.prose}>{param.description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Example({ text }: { text: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  };
  return (
    <div className={styles.example}>
      <code>{text}</code>
      <IconButton label={`Copy ${text}`} onClick={() => void copy()}>
        <Copy size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
