import { isoByteReader, isoReader, type ByteReader } from "#engine/data/iso-text.ts";

const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether a text is written as a date, or a date and a time. */
export const isDateText = (text: string): boolean => DATE.test(text);

/** A date's text as a time. Times without a zone are UTC: a file must not mean something else in another country. */
export function dateOf(text: string): Date {
  const iso = text.replace(" ", "T");
  return new Date(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(iso) || !iso.includes("T") ? iso : `${iso}Z`);
}

const timeOf = (text: string): number => (isDateText(text) ? dateOf(text).getTime() : NaN);

/** Makes a reader of dates between two places of a text: UTC ms as {@link dateOf} says, NaN for anything that is no date. */
export const dateReader = (): ((text: string, start: number, end: number) => number) => isoReader(timeOf);

/** The same between two places of a file's bytes, of which `textOf` gives the text. */
export const dateByteReader = (
  textOf: (bytes: Uint8Array, start: number, end: number) => string,
): ByteReader => isoByteReader((bytes, start, end) => timeOf(textOf(bytes, start, end).trim()));
