/** What a list of versions tells of one. */
export interface ListedRevision {
  readonly number: number;
  readonly revision: string;
  readonly author: string | null;
  readonly name: string | null;
  readonly origin: string | null;
  readonly createdAt: string;
  readonly savedAt: string;
  readonly findings: number;
}

/** Its name, else how it came to be, else its number. */
export function revisionTitle({
  name,
  origin,
  number,
}: Pick<ListedRevision, "name" | "origin" | "number">): string {
  if (name !== null) return name;
  if (origin !== null) return origin.charAt(0).toUpperCase() + origin.slice(1);
  return number === 1 ? "First version" : `Version ${number}`;
}

/** "14:05" or "14:05 to 14:07" in the reader's time zone, for a version under its day. */
export function revisionTime({ createdAt, savedAt }: Pick<ListedRevision, "createdAt" | "savedAt">): string {
  const [from, to] = [clock(createdAt), clock(savedAt)];
  return from === to ? to : `${from} to ${to}`;
}

/** "Saturday, 21 November 2026" in the reader's time zone. */
export function dayOf(iso: string): string {
  return new Date(iso).toLocaleDateString("en-GB", { dateStyle: "full" });
}

function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString("en-GB", { timeStyle: "short" });
}
