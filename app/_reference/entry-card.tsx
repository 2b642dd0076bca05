"use client";

import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { IconButton } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import styles from "./reference.module.css";
import type { ReferenceEntry } from "./reference-entry.ts";

/** One block or function: what it is, what it takes, and a cell that shows it at work. */
export function EntryCard({ entry, action }: { entry: ReferenceEntry; action: ReactNode }) {
  const { kind, title, description, outputs, params, signature, returns, throws, example } = entry;
  return (
    <article className={styles.block} id={kind}>
      <header>
        <h3>{title}</h3>
        {title === kind ? null : <code>{kind}</code>}
        {outputs.length > 1 ? <span className={page.quiet}>gives {outputs.join(", ")}</span> : null}
      </header>
      {signature ? <pre className={styles.signature}>{signature}</pre> : null}
      <p>{plainWords(description)}</p>
      {returns ? <p className={page.quiet}>Returns: {plainWords(returns)}</p> : null}
      {throws ? <p className={page.quiet}>Throws: {plainWords(throws)}</p> : null}
      {params.length > 0 ? <Params entry={entry} /> : null}
      {example ? <Example text={example} action={action} /> : null}
    </article>
  );
}

/** A docstring's `code` as code. */
function plainWords(text: string): ReactNode[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}

function Params({ entry }: { entry: ReferenceEntry }) {
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
        {entry.params.map((param) => (
          <tr key={param.name}>
            <td>
              <code>{param.name}</code>
            </td>
            <td>{param.type}</td>
            <td>
              <code>{param.fallback}</code>
            </td>
            <td className={page.prose}>{plainWords(param.description)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Example({ text, action }: { text: string; action: ReactNode }) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  };
  return (
    <div className={styles.example}>
      <pre>{text}</pre>
      <div className={styles.actions}>
        <IconButton label="Copy this example" onClick={() => void copy()}>
          <Copy size={13} aria-hidden />
        </IconButton>
        {action}
      </div>
    </div>
  );
}
