import { z } from "zod";
import { CONTROL_LIMITS, controlLabel, controlName, readOptions, valueOr } from "./control-options.ts";

/** The formats that a dropped file is read as, by its name's ending. */
export const FILE_FORMATS = ["csv", "json", "parquet", "arrow"] as const;
/** One of {@link FILE_FORMATS}. */
export type FileFormat = (typeof FILE_FORMATS)[number];

const format = z.enum(FILE_FORMATS);
const options = z.strictObject({
  accept: z.array(format).min(1).readonly().default(FILE_FORMATS).describe("formats that may be dropped"),
  label: controlLabel.optional(),
  time: z
    .string()
    .max(200)
    .nullable()
    .optional()
    .describe(
      "the column that says from when on a row was known; a column of times where absent, null where all of it was known before",
    ),
});

/** Which formats a file drop takes (all that can be read where absent), and when its rows were known. */
export type FileOptions = Readonly<z.input<typeof options>>;

/** What a notebook knows of a dropped file; its bytes stay in the page's session. */
export const droppedFile = z.object({
  fileName: z.string().min(1).max(255),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("SHA-256 of its bytes"),
  bytes: z.number().int().min(0).max(CONTROL_LIMITS.fileBytes),
});
export type DroppedFile = z.infer<typeof droppedFile>;

/** A dropped file as the value of an input is stored: name, hash, bytes. */
export const storedFile = z.tuple([
  droppedFile.shape.fileName,
  droppedFile.shape.hash,
  droppedFile.shape.bytes,
]);
export type StoredFile = z.infer<typeof storedFile>;

/** A file drop as data; `value` is null until a file is dropped. */
export const fileControl = z.object({
  type: z.literal("file"),
  name: controlName,
  label: controlLabel,
  accept: z.array(format).max(FILE_FORMATS.length),
  value: droppedFile.nullable(),
  rows: z
    .number()
    .int()
    .min(0)
    .nullable()
    .describe("of the table that was read; null where its bytes are not here"),
  remarks: z
    .array(z.string().max(400))
    .max(20)
    .optional()
    .describe("how it was read where it could have been read otherwise"),
});
export type FileControl = z.infer<typeof fileControl>;

/** Makes a file drop; the user's value is a {@link StoredFile}. @throws EngineError "bad-param" on options that are none. */
export function fileOf(
  name: string,
  given: FileOptions = {},
  moved?: unknown,
): Omit<FileControl, "rows" | "remarks"> {
  const { accept, label = name } = readOptions(options, "fileDrop", name, given);
  const file = valueOr(storedFile.nullable(), moved, null);
  const value = file === null ? null : { fileName: file[0], hash: file[1], bytes: file[2] };
  return { type: "file", name, label, accept: [...accept], value };
}

/** A file's format by its name's ending, or null for one that cannot be read. */
export function formatOf(fileName: string): FileFormat | null {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const known: Readonly<Record<string, FileFormat>> = {
    ndjson: "json",
    jsonl: "json",
    pq: "parquet",
    ipc: "arrow",
    feather: "arrow",
  };
  return known[ending] ?? FILE_FORMATS.find((each) => each === ending) ?? null;
}
