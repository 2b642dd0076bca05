import { statSync } from "node:fs";
import { basename } from "node:path";
import type { FilePreview } from "#engine/data/file-preview.ts";
import { ServerError } from "#server/errors.ts";
import { importFile } from "#server/prices/import-file.ts";
import { importOptions } from "#server/prices/import-options.ts";
import { previewFile } from "#server/prices/preview-file.ts";
import { readWithin } from "#server/providers/files/read-bars-file.ts";
import { withDatabase } from "./with-database.ts";

/** Flags of `lookback import`, as they come. */
export interface ImportFlags extends Readonly<Record<string, unknown>> {
  readonly preview?: boolean;
}

/**
 * `lookback import <file> --symbol X`: stores a file's bars and prints how many, or with `--preview` what it would store. A CSV with a header is stored whole or
 * not at all; of Parquet, Arrow and Stooq's files rows that are no bars are put aside.
 *
 * @throws ServerError or EngineError in one sentence: the file, the options or a row is bad.
 */
export async function importFromFile(path: string, { preview, ...given }: ImportFlags): Promise<void> {
  const options = importOptions.parse({ source: `file ${basename(path)}`, ...given });
  requireFile(path);
  const file = { name: basename(path), bytes: await readWithin(path) };
  if (preview) return console.log(previewText(await previewFile(file, options)));
  const { symbol, timeframe, bars, hash, held, remarks } = await withDatabase((db) =>
    importFile(db, file, options),
  );
  const aside = held === 0 ? "" : `, ${held} put aside`;
  console.log(`imported ${bars} bars of ${symbol} ${timeframe}${aside}; data hash ${hash.slice(0, 12)}`);
  for (const remark of remarks) console.log(remark);
}

function previewText({
  timeframe,
  bars,
  first,
  last,
  held,
  reasons,
  remarks,
  findings,
}: FilePreview): string {
  const rows = [...first, ...last].map(({ openTime, open, high, low, close, volume }) =>
    [new Date(openTime).toISOString(), open, high, low, close, volume ?? "no volume"].join("  "),
  );
  return [
    `${bars} bars of ${timeframe}, ${held} rows would be put aside`,
    ...rows,
    ...reasons.map(({ row, reason }) => `row ${row}: ${reason}`),
    ...remarks,
    ...findings,
  ].join("\n");
}

function requireFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return;
  throw new ServerError("bad-request", `no file ${path}; give the path of a file of bars`);
}
