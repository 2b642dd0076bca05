"use client";

import { memo } from "react";
import type { CellOutput } from "#engine/notebook/output.ts";
import { useCellState } from "../_notebook/notebook-context.tsx";
import { MarkdownView } from "../_cells/markdown-view.tsx";
import { BacktestReport } from "../_report/backtest-report.tsx";
import { SliderInput } from "./slider-input.tsx";
import { ErrorCard } from "./error-card.tsx";
import { FigureOutput } from "./figure-output.tsx";
import { Logs } from "./logs.tsx";
import styles from "./outputs.module.css";
import { TableOutput } from "./table-output.tsx";
import { ValueTree } from "./value-tree.tsx";

/** What came of a cell: an error first, then its outputs, dimmed while they are out of date, then its log. */
export function CellOutputs({ cellId }: { cellId: string }) {
  const state = useCellState(cellId);
  if (!state) return null;
  const dim =
    state.status === "stale" ||
    state.status === "blocked" ||
    state.status === "stopped" ||
    state.status === "error";
  const outputs = state.outputs ?? [];
  return (
    <div className={styles.outputs} data-dim={dim} aria-busy={state.status === "running"}>
      {state.error ? <ErrorCard error={state.error} cellId={cellId} /> : null}
      {state.status === "blocked" && state.reason ? <p className={styles.note}>{state.reason}</p> : null}
      {outputs.map((output, index) => (
        <OutputView key={`${index}-${output.type}`} output={output} />
      ))}
      <Logs lines={state.logs ?? []} />
    </div>
  );
}

const OutputView = memo(function OutputView({ output }: { output: CellOutput }) {
  switch (output.type) {
    case "text":
      return <pre className={styles.text}>{output.text}</pre>;
    case "markdown":
      return <MarkdownView source={output.source} />;
    case "value":
      return <ValueTree value={output.value} />;
    case "table":
      return <TableOutput ipc={output.ipc} rowCount={output.rowCount} />;
    case "figure":
      return <FigureOutput data={output.data} layout={output.layout} />;
    case "backtest":
      return <BacktestReport result={output.result} />;
    case "control":
      return <SliderInput control={output.control} />;
  }
});
