"use client";

import { memo } from "react";
import type { CellOutput, CellStatus } from "#engine/notebook/output.ts";
import { useCellState, useNotebook } from "../_notebook/notebook-context.tsx";
import { statusWords } from "../_notebook/status-words.ts";
import type { NotebookStore } from "../_notebook/notebook-store.ts";
import { MarkdownView } from "../_cells/markdown-view.tsx";
import { TimeChart } from "../_charts/time-chart.tsx";
import { AuditDeskContext } from "../_report/audit-desk.ts";
import { BacktestReport } from "../_report/backtest-report.tsx";
import { SaveRun } from "../_report/save-run.tsx";
import { ControlView } from "../_inputs/control-view.tsx";
import { CellDoubtsList } from "./cell-doubts-list.tsx";
import { SearchOutput } from "../_studies/search-output.tsx";
import { StudyOutput } from "../_studies/study-output.tsx";
import { ErrorCard } from "./error-card.tsx";
import { FreshContext } from "./fresh-context.ts";
import { FigureOutput } from "./figure-output.tsx";
import { jumpToPlace } from "./jump-to-place.ts";
import { Logs } from "./logs.tsx";
import styles from "./outputs.module.css";
import { DemotedNote } from "./run-notes.tsx";
import { SvgOutput } from "./svg-output.tsx";
import { TableOutput } from "./table-output.tsx";
import { useAuditDesk } from "./use-audit-desk.ts";
import { ValueTree } from "./value-tree.tsx";

/** What came of a cell: an error first, then its outputs, dimmed while they are out of date, then its log. */
export const CellOutputs = memo(function CellOutputs({ cellId }: { cellId: string }) {
  const state = useCellState(cellId);
  const desk = useAuditDesk(cellId, state?.audit);
  if (!state) return null;
  const outputs = state.outputs ?? [];
  const note = EARLIER[state.status];
  const dim = note !== undefined;
  const tableName = state.defines.length === 1 ? state.defines[0] : undefined;
  return (
    <div className={styles.outputs} data-dim={dim} aria-busy={state.status === "running"}>
      {state.error ? <ErrorCard error={state.error} cellId={cellId} /> : null}
      <CellDoubtsList cellId={cellId} />
      {dim ? <EarlierNote note={note} reason={state.reason} outputs={outputs.length} /> : null}
      {state.demoted === undefined ? null : <DemotedNote cellId={cellId} ms={state.demoted} />}
      <FreshContext value={!dim}>
        <AuditDeskContext value={desk}>
          {outputs.map((output, index) => (
            <OutputView
              key={`${index}-${output.type}`}
              output={output}
              cellId={cellId}
              tableName={tableName}
            />
          ))}
        </AuditDeskContext>
      </FreshContext>
      <Logs lines={state.logs ?? []} />
    </div>
  );
});

/** A query over a table, in a new cell below it. */
function openSql(store: NotebookStore, cellId: string, name: string): void {
  store.insert(store.indexOf(cellId) + 1, "sql", `SELECT * FROM ${name} LIMIT 100`);
}

/** Why the outputs on screen do not belong to the text above them. */
const EARLIER: Partial<Record<CellStatus, string>> = {
  stale: "Out of date",
  blocked: "Waiting",
  stopped: "Stopped",
  error: "Failed",
};

function EarlierNote({
  note,
  reason,
  outputs,
}: {
  note: string;
  reason: string | undefined;
  outputs: number;
}) {
  const kept = outputs > 0 ? "what follows is from an earlier run" : "";
  const words = [reason ?? "", kept].filter((part) => part !== "").join("; ");
  if (words === "") return null;
  return (
    <p className={styles.note} role="note">
      {words.startsWith("waits") ? words : statusWords(note, words)}
    </p>
  );
}

/** One output. `tableName` is what SQL calls a table that is the cell's only definition. */
const OutputView = memo(function OutputView({
  output,
  cellId,
  tableName,
}: {
  output: CellOutput;
  cellId: string;
  tableName: string | undefined;
}) {
  const { store, rights } = useNotebook();
  switch (output.type) {
    case "text":
      return <pre className={styles.text}>{output.text}</pre>;
    case "markdown":
      return <MarkdownView source={output.source} />;
    case "value":
      return <ValueTree value={output.value} />;
    case "table":
      return (
        <TableOutput
          ipc={output.ipc}
          rowCount={output.rowCount}
          onOpenSql={
            tableName === undefined || rights !== "edit" ? undefined : () => openSql(store, cellId, tableName)
          }
        />
      );
    case "figure":
      return <FigureOutput data={output.data} layout={output.layout} />;
    case "chart":
      return <TimeChart chart={output.chart} label={output.chart.title || "Chart"} />;
    case "image":
      return <SvgOutput svg={output.svg} label={output.label} />;
    case "backtest":
      return (
        <BacktestReport
          result={output.result}
          tools={<SaveRun result={output.result} cellId={cellId} />}
          onJump={(cell, line) => jumpToPlace(store, cell, line, 1)}
        />
      );
    case "study":
      return <StudyOutput id={output.id} />;
    case "search":
      return <SearchOutput search={output} />;
    case "control":
      return <ControlView control={output.control} />;
  }
});
