import type { NotebookCell } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { FileShelf } from "#workers/cells/files/file-shelf.ts";
import { openCellSession } from "#workers/cells/session.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

const DAY = 86_400_000;
const closes = Array.from({ length: 400 }, (_, i) => 100 + 20 * Math.sin(i / 15));

/** Daily bars of the symbol WAVE, whose close is a sine. */
export function waveBars(): Bars {
  const column = (shift: number) => Float64Array.from(closes, (close) => close + shift);
  const time = (shift: number) => Float64Array.from(closes, (_, i) => i * DAY + shift);
  const prices = { open: column(0), high: column(1), low: column(-1), close: column(0), volume: column(0) };
  return {
    ...{ symbol: "WAVE", timeframe: "1d", openTime: time(0), closeTime: time(1000), availableAt: time(1000) },
    ...prices,
  };
}

const dataset = {
  ...{ symbol: "WAVE", name: "wave", timeframe: "1d" as const, bars: closes.length },
  ...{ from: 0, to: closes.length * DAY, source: "test", synthetic: true },
};

/** Runs cells to their end over one symbol of bars, WAVE, and gives each one's state by its id. */
export async function runCells(
  warehouse: Warehouse,
  cells: readonly NotebookCell[],
  given: { readonly inputs?: Readonly<Record<string, InputValue>>; readonly files?: FileShelf } = {},
): Promise<Record<string, CellState>> {
  let settled: () => void = () => undefined;
  const session = openCellSession({
    warehouse,
    prices: { loadBars: async () => barsToIpc(waveBars()), listDatasets: async () => [dataset] },
    ...(given.files && { files: given.files }),
    emit: () => undefined,
    settled: () => settled(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  for (const [name, value] of Object.entries(given.inputs ?? {})) session.setInput(name, value);
  await new Promise<void>((resolve) => {
    settled = resolve;
    session.setCells([...cells], true);
  });
  return Object.fromEntries(session.states().map((state) => [state.cellId, state]));
}
