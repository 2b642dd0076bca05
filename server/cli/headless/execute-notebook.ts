import type { NotebookDocument } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { openCellSession } from "#workers/cells/session.ts";
import type { PriceSource } from "#workers/cells/price-library.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";

/**
 * Runs every code cell of a notebook once, parents first, by the code that runs it in the browser.
 *
 * @param inputs Values of inputs by name; others keep the default that the cell gives.
 * @returns The cells' final states in dependency order.
 */
export async function executeNotebook(
  document: NotebookDocument,
  prices: PriceSource,
  inputs: Readonly<Record<string, InputValue>> = {},
): Promise<CellState[]> {
  const warehouse = await openNodeWarehouse();
  let whenSettled: () => void = () => undefined;
  const session = openCellSession({
    warehouse,
    prices,
    emit: () => undefined,
    settled: () => whenSettled(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  for (const [name, value] of Object.entries(inputs)) session.setInput(name, value);
  session.setCells(document.cells, false);
  await new Promise<void>((resolve) => {
    whenSettled = resolve;
    // Asked for by name, so that manual cells run, too: a command line has no one to press a button.
    session.run(document.cells.map((cell) => cell.id));
  });
  return session.states();
}
