import type { z } from "zod";
import type { Database } from "#server/db.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { findMembers } from "./find-members.ts";
import type { Member } from "./find-members.ts";
import { saveUniverseInput } from "./universe-definition.ts";

/** The version that a save led to. */
export interface SavedUniverse {
  readonly name: string;
  readonly version: number;
  readonly members: number;
  /** Whether those that failed are in it, each for its time: known by a membership that has ended. */
  readonly survivorshipFree: boolean;
  /** Whether this save made the version. */
  readonly isNew: boolean;
}

const ADD_SYMBOLS = `INSERT INTO symbols (symbol, name) SELECT symbol, symbol FROM unnest($1::text[]) AS given(symbol) ON CONFLICT DO NOTHING`;
const ADD_MEMBERS = `INSERT INTO universe_members (universe_id, symbol, member_from, member_to)
  SELECT $1::uuid, symbol, (to_timestamp("from") AT TIME ZONE 'UTC')::date, (to_timestamp("to") AT TIME ZONE 'UTC')::date
  FROM unnest($2::text[], $3::float8[], $4::float8[]) AS given(symbol, "from", "to")`;

/**
 * Saves a universe: finds its members, and makes a new version of its name when the definition or the members are not those of the newest.
 * Older versions stay, so that a run can be made again on what its universe was.
 */
export async function saveUniverse(
  db: Database,
  providers: Providers,
  given: z.input<typeof saveUniverseInput>,
): Promise<SavedUniverse> {
  const { name, definition } = saveUniverseInput.parse(given);
  const members = await findMembers(db, providers, definition);
  const survivorshipFree = members.some(({ to }) => to !== null);
  return db.prisma.$transaction(async (transaction) => {
    // Two saves of one name wait for each other: each must see the newest version.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`universe ${name}`}, 0))`;
    const newest = await transaction.universe.findFirst({
      where: { name },
      orderBy: { version: "desc" },
      include: { members: { orderBy: [{ symbol: "asc" }, { memberFrom: "asc" }] } },
    });
    const before = newest?.members.map((row) =>
      textOf(row.symbol, row.memberFrom.getTime(), row.memberTo?.getTime() ?? null),
    );
    const now = members.map((each) => textOf(each.symbol, each.from, each.to)).toSorted();
    const end = { name, members: members.length, survivorshipFree };
    const isSame = before?.toSorted().join() === now.join() && sameJson(newest?.definition, definition);
    if (newest && isSame) return { ...end, version: newest.version, isNew: false };
    const version = (newest?.version ?? 0) + 1;
    const { id } = await transaction.universe.create({
      data: { name, version, kind: definition.kind, definition, survivorshipFree },
    });
    await transaction.$executeRawUnsafe(
      ADD_SYMBOLS,
      members.map((each) => each.symbol),
    );
    await transaction.$executeRawUnsafe(ADD_MEMBERS, id, ...columnsOf(members));
    return { ...end, version, isNew: true };
  });
}

function columnsOf(members: readonly Member[]): [string[], number[], (number | null)[]] {
  return [
    members.map((each) => each.symbol),
    members.map((each) => each.from / 1000),
    members.map((each) => (each.to === null ? null : each.to / 1000)),
  ];
}

function textOf(symbol: string, from: number, to: number | null): string {
  const day = (time: number) => Math.floor(time / 86_400_000);
  return `${symbol} ${day(from)} ${to === null ? "" : day(to)}`;
}

/** Whether two values are one as JSON, whatever the order of their keys. */
function sameJson(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, part: unknown) =>
      isPlain(part) ? Object.fromEntries(Object.entries(part).toSorted()) : part,
    );
  return sorted(a) === sorted(b);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
