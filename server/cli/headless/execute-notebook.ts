import type { NotebookDocument } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import { auditRun, type AuditedNotebook, type AuditWatch } from "#workers/cells/audit-run.ts";
import type { OpenQuietSession } from "#workers/cells/replay/replay-cells.ts";
import { openCellSession } from "#workers/cells/session.ts";
import type { PriceSource } from "#workers/cells/price-library.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";

/**
 * Runs every code cell of a notebook once, parents first, by the code that runs it in the browser.
 *
 * @param inputs Values of inputs by name; others keep the default that the cell gives.
 * @param audited Whether backtests that cells show are audited, as the browser does it once a notebook is at rest.
 * @returns The cells' final states in dependency order.
 */
export async function executeNotebook(
  document: NotebookDocument,
  prices: PriceSource,
  inputs: Readonly<Record<string, InputValue>> = {},
  audited = false,
): Promise<CellState[]> {
  const warehouse = await openNodeWarehouse();
  let whenSettled: () => void = () => undefined;
  const open: OpenQuietSession = (data, settled) =>
    openCellSession({
      ...data,
      prices,
      emit: () => undefined,
      settled,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    });
  const session = open({ warehouse, until: Infinity }, () => whenSettled());
  for (const [name, value] of Object.entries(inputs)) session.setInput(name, value);
  const runCells = (cells: NotebookDocument["cells"], ids: readonly string[]): Promise<void> => {
    session.setCells(cells, false);
    return new Promise<void>((resolve) => {
      whenSettled = resolve;
      // Asked for by name, so that manual cells run, too: a command line has no one to press a button.
      session.run([...ids]);
    });
  };
  const ids = document.cells.map(({ id }) => id);
  await runCells(document.cells, ids);
  const notebook: AuditedNotebook = {
    ...{ warehouse, open, cells: () => document.cells, states: () => session.states() },
    inputs: () => new Map(Object.entries(inputs)),
  };
  const states = audited ? await withVerdicts(session.states(), notebook) : session.states();
  const unseen = states.flatMap(unseenResults);
  if (unseen.length === 0) return states;
  // A result that a cell only names is looked at by a cell of its own, as a reader of the notebook would.
  const looks = unseen.map(({ name }, index) => ({ ...LOOK, id: `${LOOK.id}${index}`, source: name }));
  await runCells(
    [...document.cells, ...looks],
    looks.map(({ id }) => id),
  );
  const seen = new Map(session.states().map((state) => [state.cellId, state.outputs ?? []]));
  return states.map((state) => {
    const outputs = unseen.flatMap(({ cellId }, index) =>
      cellId === state.cellId ? (seen.get(`${LOOK.id}${index}`) ?? []) : [],
    );
    return outputs.length === 0 ? state : { ...state, outputs: [...(state.outputs ?? []), ...outputs] };
  });
}

/** Whoever runs a notebook by command waits for its verdict, within ten minutes a replay. */
const UNHURRIED: AuditWatch = {
  aborted: () => false,
  tell: () => undefined,
  breathe: () => Promise.resolve(),
  patienceMs: 600_000,
};

/** The states with the verdict of each backtest's audit, the cells' own replay included. */
async function withVerdicts(states: readonly CellState[], notebook: AuditedNotebook): Promise<CellState[]> {
  const audited: CellState[] = [];
  for (const state of states) {
    const outputs: CellOutput[] = [];
    let place = 0;
    for (const output of state.outputs ?? []) {
      if (output.type !== "backtest") outputs.push(output);
      else {
        const audit = await auditRun(notebook, state, output.result, place++, UNHURRIED);
        outputs.push({ ...output, result: { ...output.result, ...(audit && { audit }) } });
      }
    }
    audited.push({ ...state, outputs });
  }
  return audited;
}

const LOOK = { id: "cli-look-", kind: "ts" } as const;

/** Names of a cell that hold a backtest's result, where the cell shows none. */
function unseenResults({ cellId, values = [], outputs = [] }: CellState): { cellId: string; name: string }[] {
  if (outputs.some(({ type }) => type === "backtest")) return [];
  return values.filter(({ type }) => type === "BacktestResult").map(({ name }) => ({ cellId, name }));
}
