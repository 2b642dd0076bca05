import { z } from "zod";
import { filePreview, type FilePreview } from "#engine/data/file-preview.ts";

/** A file of bars and how it is to be taken. */
export interface ChosenFile {
  readonly file: File;
  readonly symbol: string;
  /** Empty: as the times show. */
  readonly timeframe: string;
  /** How dates like 01/02/2024 are written; empty: as the file shows. */
  readonly dates: string;
}

const imported = z.object({ symbol: z.string(), bars: z.number(), held: z.number() });
export type ImportedFile = z.infer<typeof imported>;

const refused = z.object({ message: z.string() });

/** Says what the server would store of a file. @throws Error with its sentence: the row and column that is wrong. */
export async function previewFile(chosen: ChosenFile): Promise<FilePreview> {
  return filePreview.parse(await send(chosen, { preview: "1", symbol: "PREVIEW" }));
}

/** Has the server store a file's bars. @throws Error with its sentence why not. */
export async function importFile(chosen: ChosenFile): Promise<ImportedFile> {
  return imported.parse(await send(chosen, { symbol: chosen.symbol.trim() }));
}

async function send({ file, timeframe, dates }: ChosenFile, asked: Record<string, string>): Promise<unknown> {
  const query = new URLSearchParams({ ...asked, file: file.name, source: `file ${file.name}`.slice(0, 200) });
  if (timeframe) query.set("timeframe", timeframe);
  if (dates) query.set("dates", dates);
  const response = await fetch(`/api/bars/import?${query}`, { method: "POST", body: file });
  const body: unknown = await response.json();
  if (response.ok) return body;
  throw new Error(refused.parse(body).message);
}

/** A first guess at the symbol: the file's name up to its first separator. */
export function symbolOf(fileName: string): string {
  return (/^[A-Za-z0-9^=-]+/.exec(fileName)?.[0] ?? "").toUpperCase();
}
