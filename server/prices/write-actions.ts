import type { PoolClient } from "pg";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { readActions } from "./read-actions.ts";

/**
 * Makes the stored actions of a symbol within a span those that a provider tells. What it no longer tells, or tells otherwise, is closed at
 * this moment and stays known to readers of older versions. In the caller's transaction.
 *
 * @param span UTC ms, from inclusive, to exclusive: what the provider was asked for.
 * @returns Whether anything changed.
 */
export async function writeActions(
  client: PoolClient,
  symbol: string,
  span: { readonly from: number; readonly to: number },
  actions: readonly CorporateAction[],
  source: string,
): Promise<boolean> {
  const told = new Map(summed(actions).map((action) => [keyOf(action), action]));
  const stored = (await readActions(client, symbol)).filter(
    ({ exTime }) => exTime >= span.from && exTime < span.to,
  );
  const kept = new Set(stored.map(keyOf).filter((key) => told.has(key)));
  for (const action of stored) {
    if (!kept.has(keyOf(action))) await client.query(CLOSE, [symbol, action.type, new Date(action.exTime)]);
  }
  const fresh = [...told].filter(([key]) => !kept.has(key)).map(([, action]) => action);
  for (const action of fresh) {
    const payDate =
      action.type === "dividend" && action.payTime !== undefined ? new Date(action.payTime) : null;
    const value = action.type === "split" ? action.ratio : action.amount;
    await client.query(ADD, [symbol, action.type, new Date(action.exTime), payDate, value, source]);
  }
  return fresh.length > 0 || kept.size < stored.length;
}

const CLOSE = `UPDATE corporate_actions SET superseded_at = clock_timestamp()
  WHERE symbol = $1 AND kind = $2 AND ex_date = ($3::timestamptz AT TIME ZONE 'UTC')::date AND superseded_at IS NULL`;
const ADD = `INSERT INTO corporate_actions (symbol, kind, ex_date, pay_date, value, source, loaded_at)
  VALUES ($1, $2, ($3::timestamptz AT TIME ZONE 'UTC')::date, ($4::timestamptz AT TIME ZONE 'UTC')::date, $5, $6, clock_timestamp())`;

function keyOf(action: CorporateAction): string {
  const value = action.type === "split" ? action.ratio : action.amount;
  return `${action.type} ${action.exTime} ${value}`;
}

/** A regular and a special dividend of one day are one payment; whole days are what ex-dates are. */
function summed(actions: readonly CorporateAction[]): CorporateAction[] {
  const byDay = new Map<string, CorporateAction>();
  for (const action of actions) {
    const key = `${action.type} ${action.exTime}`;
    const before = byDay.get(key);
    if (before?.type === "dividend" && action.type === "dividend")
      byDay.set(key, { ...action, amount: before.amount + action.amount });
    else byDay.set(key, action);
  }
  return [...byDay.values()];
}
