"use client";

import { Printer } from "lucide-react";
import { useEffect, useMemo } from "react";
import { MarkdownView } from "../_cells/markdown-view.tsx";
import { HighlightedCode } from "../_cells/highlighted-code.tsx";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { withoutValues } from "#engine/notebook/markdown-template.ts";
import { NotebookContext, useCellState } from "../_notebook/notebook-context.tsx";
import { CellOutputs } from "../_outputs/cell-outputs.tsx";
import { Button } from "../_ui/button.tsx";
import { SealButton } from "../_reproduce/seal-button.tsx";
import { SealReport } from "../_reproduce/seal-report.tsx";
import { useSeal } from "../_reproduce/use-seal.ts";
import { EagerContext } from "../_ui/use-near-viewport.ts";
import { holdTheme } from "../_ui/use-theme.ts";
import { openReading } from "./open-reading.ts";
import { SheetReport } from "./sheet-report.tsx";
import styles from "./sheet.module.css";
import type { Reading } from "./reading.ts";

/** A published tear sheet: results in reading order, light, made for paper. Its author may show the code at its end. */
export function SheetScreen({ reading }: { reading: Reading }) {
  const notebook = useMemo(() => openReading({ ...reading, mayRun: false }, new Map()), [reading]);
  const seal = useSeal(reading);
  // Paper is white: the page is light whatever the reader's theme, until they leave it.
  useEffect(() => holdTheme("light"), []);
  const cells = withoutTitle(notebook.store.document().cells, reading.title);
  const code = cells.filter(({ kind, source }) => kind !== "md" && source.trim() !== "");
  return (
    <NotebookContext value={notebook}>
      <EagerContext value={true}>
        <article className={styles.sheet}>
          <header>
            <h1>{reading.title}</h1>
            <p>
              {reading.author === null ? "" : `${reading.author} · `}
              {reading.savedAt.slice(0, 10)} · version {reading.revision.slice(0, 8)}
            </p>
            <div className={styles.tools}>
              <SealButton reading={reading} seal={seal} />
              <Button onClick={() => window.print()}>
                <Printer size={14} aria-hidden /> Print or save as PDF
              </Button>
            </div>
          </header>
          <SealReport seal={seal} />
          {cells.map((cell) => (
            <SheetCell key={cell.id} cell={cell} />
          ))}
          {reading.showCode && code.length > 0 ? <CodePart cells={code} /> : null}
          <footer>
            Backtests are not promises: what a rule would have earned on these prices with these costs.
          </footer>
        </article>
      </EagerContext>
    </NotebookContext>
  );
}

/** A notebook that begins with its own title does not say it twice on paper. */
function withoutTitle(cells: readonly NotebookCell[], title: string): readonly NotebookCell[] {
  const [first, ...others] = cells;
  if (first?.kind !== "md") return cells;
  const [line = "", ...rest] = first.source.trimStart().split("\n");
  return line.trim() === `# ${title}`
    ? [{ ...first, source: rest.join("\n").trimStart() }, ...others]
    : cells;
}

function SheetCell({ cell }: { cell: NotebookCell }) {
  const state = useCellState(cell.id);
  const outputs = state?.outputs ?? [];
  if (cell.kind === "md" && cell.source === "") return null;
  if (cell.kind === "md" && outputs.length === 0)
    return (
      <section className={styles.part}>
        <MarkdownView source={withoutValues(cell.source)} />
      </section>
    );
  const [first] = outputs;
  if (first?.type === "backtest" && outputs.length === 1) return <SheetReport result={first.result} />;
  if (outputs.length === 0 || outputs.every(({ type }) => type === "control" || type === "value"))
    return null;
  return (
    <section className={styles.part}>
      <CellOutputs cellId={cell.id} />
    </section>
  );
}

function CodePart({ cells }: { cells: readonly NotebookCell[] }) {
  return (
    <section className={styles.codePart}>
      <h2>Code</h2>
      {cells.map((cell) => (
        <pre key={cell.id}>
          <HighlightedCode code={cell.source} language={cell.kind} />
        </pre>
      ))}
    </section>
  );
}
