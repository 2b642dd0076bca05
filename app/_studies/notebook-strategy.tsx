"use client";

import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
import { ChoiceField } from "./draft-field.tsx";
import own from "./new-study.module.css";
import { optimizeCell } from "./optimize-cell.ts";
import type { DraftSource } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

/** A strategy that only its notebook can make: the cell that studies it as the form says, and the way there. */
export function NotebookStrategy({
  draft,
  change,
  source,
}: DraftFieldsProps & { source: Extract<DraftSource, { kind: "notebook" }> }) {
  const trpc = useTRPC();
  const notebooks = useQuery(trpc.notebooks.list.queryOptions({ binned: false }));
  const options = (notebooks.data ?? []).map(({ id, title }) => ({ value: id, words: title }));
  const cell = optimizeCell(draft);
  const copy = (): void =>
    void navigator.clipboard.writeText(cell).then(
      () => toast.success("copied; paste it into a new cell"),
      () => toast.error("the browser refused the clipboard; select the text and copy it"),
    );
  return (
    <>
      <ChoiceField
        label="Notebook"
        value={source.notebook}
        options={[{ value: "", words: "choose one" }, ...options]}
        onChange={(notebook) => change({ source: { kind: "notebook", notebook } })}
      />
      <div className={own.spec}>
        <p>
          Code and what it reads are put together where they are run: in their notebook. This cell asks there
          for the study that the form describes; write your strategy&apos;s name for <code>strategy</code>.
        </p>
        <pre className={own.cell} aria-label="Cell that studies the notebook's strategy">
          {cell}
        </pre>
        <Button onClick={copy}>
          <Copy size={14} aria-hidden /> Copy the cell
        </Button>{" "}
        {source.notebook === "" ? null : (
          <Link href={`/notebooks/${source.notebook}`}>Open the notebook</Link>
        )}
      </div>
    </>
  );
}
