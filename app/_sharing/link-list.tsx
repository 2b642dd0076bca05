"use client";

import { Code, Link2, X } from "lucide-react";
import { toast } from "sonner";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { LinkSummary } from "#server/shares/get-shares.ts";
import { createApiClient } from "../_data/api.ts";
import { urlOfInputs } from "../_reading/url-inputs.ts";
import { Button, IconButton } from "../_ui/button.tsx";
import type { Act } from "./people-access.tsx";
import styles from "./sharing.module.css";

/** The notebook's links: copy one, with the inputs as they stand or as a frame for a page, or end it. */
export function LinkList({
  id,
  links,
  inputs,
  act,
}: {
  id: string;
  links: readonly LinkSummary[];
  inputs: ReadonlyMap<string, InputValue>;
  act: Act;
}) {
  const query = urlOfInputs(inputs);
  if (links.length === 0) return <p className={styles.quiet}>No links yet.</p>;
  return (
    <ul className={styles.links} aria-label="Links to this notebook">
      {links.map((link) => {
        const address = `${location.origin}/s/${link.id}`;
        const frame = `<iframe src="${location.origin}/embed/${link.id}" width="100%" height="600" title="Notebook"></iframe>`;
        return (
          <li key={link.id}>
            <span>
              <a href={address} target="_blank" rel="noopener">
                {wordsOf(link)}
              </a>
              <small>{factsOf(link)}</small>
            </span>
            <Button onClick={() => copy(address, "Link")}>
              <Link2 size={13} aria-hidden /> Copy
            </Button>
            {query !== "" && link.shape === "notebook" ? (
              <Button onClick={() => copy(address + query, "Link with these inputs")}>with inputs</Button>
            ) : null}
            {link.shape === "notebook" ? (
              <IconButton label="Copy a frame for another page" onClick={() => copy(frame, "Frame")}>
                <Code size={14} aria-hidden />
              </IconButton>
            ) : null}
            <IconButton
              label="Revoke this link"
              onClick={() =>
                void act(() => createApiClient().shares.revokeLink.mutate({ id, link: link.id }))
              }
            >
              <X size={14} aria-hidden />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

function wordsOf({ level, shape, revision }: LinkSummary): string {
  if (shape === "sheet") return "Tear sheet";
  if (revision !== null) return `Version ${revision.slice(0, 8)}`;
  return level === "run" ? "Read and run" : "Read";
}

function factsOf({ symbols, showCode, createdAt, expiresAt, level }: LinkSummary): string {
  const prices =
    level === "run" ? `; loads ${symbols.length === 0 ? "no prices" : symbols.slice(0, 6).join(", ")}` : "";
  const end = expiresAt === null ? "" : `, until ${expiresAt.slice(0, 10)}`;
  return `made ${createdAt.slice(0, 10)}${end}${showCode ? "" : "; without code"}${prices}`;
}

function copy(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => toast(`${what} copied`),
    () => toast.error("This browser does not let pages copy; open the link and copy its address"),
  );
}
