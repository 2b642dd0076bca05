import type { CellKind } from "#engine/notebook/document.ts";

/** What people may put between two cells, in the order of every menu; a new kind is one entry here. */
export interface CellKindEntry {
  readonly kind: CellKind;
  /** As menus, screen readers and the palette call it. */
  readonly label: string;
  /** What it is for, in one line. */
  readonly hint: string;
  /** Key that turns a cell into this kind in cell mode. */
  readonly key?: string;
  /** Text of a fresh cell; empty when absent. */
  readonly source?: string;
}

const INPUT = `{ "type": "slider", "min": 2, "max": 50, "value": 10 }`;

const STRATEGY = `meta:
  strategy: dip
  version: 1.0.0
components:
  indicators:
    strength: { type: rsi, params: { lengthBars: 5 } }
  signals:
    entry_long:
      conditions:
        - rsi_oversold: { indicator: strength, threshold: 35 }
    exit_long:
      conditions:
        - rsi_overbought: { indicator: strength, threshold: 65 }
  risk:
    rules:
      - type: stop_loss
        params: { pct: 0.08 }`;

export const CELL_KINDS: readonly CellKindEntry[] = [
  {
    kind: "ts",
    label: "TypeScript",
    key: "y",
    hint: "Code: load bars, write strategies, run and compare them",
  },
  {
    kind: "sql",
    label: "SQL",
    key: "s",
    hint: "A query over bars, indicators, runs, trades and other cells' tables",
  },
  { kind: "md", label: "Markdown", key: "m", hint: "Text with live ${values}, $maths$, tables and code" },
  {
    kind: "input",
    label: "Input",
    source: INPUT,
    hint: "A slider, picker, date range or file that other cells read by its name",
  },
  {
    kind: "strategy",
    label: "Strategy",
    source: STRATEGY,
    hint: "A strategy as YAML, that other cells run by its name",
  },
];

/** The name of a kind, for labels. */
export function kindLabel(kind: CellKind): string {
  return CELL_KINDS.find((entry) => entry.kind === kind)?.label ?? kind;
}
