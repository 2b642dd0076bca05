import type { Pool, PoolClient } from "pg";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";

interface ActionRow {
  readonly kind: string;
  readonly exTime: number;
  readonly payTime: number | null;
  readonly value: number;
}

const SELECT = `SELECT kind, (extract(epoch FROM ex_date) * 1000)::float8 AS "exTime",
    (extract(epoch FROM pay_date) * 1000)::float8 AS "payTime", value
  FROM corporate_actions WHERE symbol = $1 AND loaded_at <= $2 AND (superseded_at IS NULL OR superseded_at > $2)
  ORDER BY ex_date, kind`;

/** Splits and dividends of a symbol, by ex-date, as they were known at a moment; as they are known now by default. */
export async function readActions(
  client: Pool | PoolClient,
  symbol: string,
  knownAt?: Date,
): Promise<CorporateAction[]> {
  const { rows } = await client.query<ActionRow>(SELECT, [symbol, knownAt ?? "infinity"]);
  return rows.map(({ kind, exTime, payTime, value }) =>
    kind === "split"
      ? { type: "split", symbol, exTime, ratio: value }
      : { type: "dividend", symbol, exTime, amount: value, ...(payTime === null ? {} : { payTime }) },
  );
}
