"use client";

import { NotebookPen } from "lucide-react";
import type { StrategyDetails } from "#server/strategies/get-strategy.ts";
import type { KeptSetting } from "#server/strategies/kept-setting.ts";
import { useNotebookActions } from "../_notebooks/use-notebook-actions.ts";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { keptNotebook } from "./kept-notebook.ts";
import run from "../_runs/runs.module.css";
import own from "./strategies.module.css";

/** Of a version that a study found: a notebook to run it in, and its parameters. */
export function KeptSection({
  strategy: { name, version },
  kept,
}: {
  strategy: StrategyDetails;
  kept: KeptSetting;
}) {
  const { create } = useNotebookActions();
  return (
    <>
      <p className={own.kept}>
        <Button onClick={() => void create(keptNotebook(name, version, kept))}>
          <NotebookPen size={13} aria-hidden /> Open in a new notebook
        </Button>
        {kept.symbols.length > 0 ? (
          <span>
            found on {kept.symbols.slice(0, 5).join(", ")}
            {kept.symbols.length > 5 ? ` and ${kept.symbols.length - 5} more` : ""}, {kept.timeframe}
          </span>
        ) : null}
      </p>
      <h2 className={run.section}>Parameters</h2>
      <table className={`${styles.list} ${own.params}`} aria-label="Parameters">
        <tbody>
          {Object.entries(kept.params).map(([key, value]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td className="numeric">{String(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What a version consists of, as text. */
export function readableCode(strategy: KeptSetting["strategy"]): string {
  if (strategy.kind === "code") return strategy.code;
  return strategy.kind === "spec"
    ? JSON.stringify(strategy.spec, null, 2)
    : `strategies.find(${JSON.stringify(strategy.name)}).strategy`;
}
