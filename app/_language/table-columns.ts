import { tableFromIPC } from "@uwdata/flechette";
import type { TableColumn } from "#workers/language/client.ts";

/** Arrow's type ids, from the columnar format's Schema.fbs. */
const NUMBERS: ReadonlySet<number> = new Set([2, 3, 7, 8, 9, 10]);
const TEXTS: ReadonlySet<number> = new Set([5, 20, 24]);
const BOOLEAN = 6;

function typeOf(typeId: number): string {
  if (NUMBERS.has(typeId)) return "number";
  if (TEXTS.has(typeId)) return "string";
  return typeId === BOOLEAN ? "boolean" : "unknown";
}

/**
 * The columns of a query's last result as TypeScript types them. Arrow calls every column of DuckDB's nullable; here
 * only those are that hold a null, as nobody wants to prove that a year is there.
 *
 * @returns null when the bytes are not Arrow; the sandbox that sent them is not trusted.
 */
export function tableColumns(ipc: Uint8Array): TableColumn[] | null {
  try {
    const table = tableFromIPC(ipc);
    return table.schema.fields.map((field, index) => {
      const type = typeOf(field.type.typeId);
      const hasNull = (table.getChildAt(index)?.nullCount ?? 0) > 0;
      return { name: field.name, type: hasNull && type !== "unknown" ? `${type} | null` : type };
    });
  } catch {
    return null;
  }
}
