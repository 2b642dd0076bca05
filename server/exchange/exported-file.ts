/** A file of an export: its path inside the folder, with slashes, and what it holds. */
export interface ExportedFile {
  readonly path: string;
  readonly body: string | Uint8Array;
}

/** A value as JSON that a person can read. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
