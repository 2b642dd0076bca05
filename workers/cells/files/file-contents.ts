import type { DroppedFile, FileFormat } from "#engine/notebook/controls/file.ts";

/** A dropped file with what is in it: a handle, so that nobody holds its megabytes but who reads them. */
export interface FileContents extends Pick<DroppedFile, "fileName" | "hash"> {
  readonly format: FileFormat;
  readonly contents: Blob;
}
