import { EngineError } from "#engine/errors.ts";
import type { QueryParam } from "#workers/warehouse/api.ts";
import { valueText } from "../value-tree.ts";

/** A statement with `?` for its values, in order. */
export interface BoundQuery {
  readonly text: string;
  readonly params: readonly QueryParam[];
}

/** Most values of one list. */
const MAX_LIST = 1000;

function toParam(value: unknown): QueryParam {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  throw new EngineError(
    "bad-param",
    `sql parameter: ${valueText(value)}; use a number, text, boolean, date or a list of them`,
  );
}

/**
 * A template as a statement with `?` for its values; a list becomes `(?, ?, ...)`, for IN.
 *
 * @throws EngineError "bad-param" on a list without values or with too many, or a value that SQL cannot take.
 */
export function bindQuery(texts: readonly string[], values: readonly unknown[]): BoundQuery {
  const params: QueryParam[] = [];
  const holes = values.map((value) => {
    const list = Array.isArray(value) ? (value as unknown[]) : null;
    if (list !== null && (list.length === 0 || list.length > MAX_LIST))
      throw new EngineError("bad-param", `sql list of ${list.length} values; use 1 to ${MAX_LIST}`);
    params.push(...(list ?? [value]).map(toParam));
    return list === null ? "?" : `(${list.map(() => "?").join(", ")})`;
  });
  return { text: texts.map((part, i) => part + (holes[i] ?? "")).join(""), params };
}
