import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { binStudy } from "#server/studies/bin-study.ts";
import { listStudies, type StudySummary } from "#server/studies/list-studies.ts";
import { removeStudy } from "#server/studies/remove-study.ts";
import { unknownStudy } from "#server/studies/unknown-study.ts";
import { withDatabase } from "./with-database.ts";

/** Flags of `lookback studies`. */
export interface StudiesFlags {
  readonly bin?: boolean;
  readonly delete?: boolean;
  readonly restore?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

/** As many as the server lists at once. */
const MOST = 200;

/**
 * `lookback studies [study]`: lists the newest studies, or those in the bin, or shows one; with a flag it deletes it, takes it back or removes it
 * for good.
 *
 * @throws ServerError "bad-request" on flags that go without a study or against each other, "not-found" on a study that is not there,
 *   "conflict" on removing what is not in the bin.
 */
export async function studies(given: string | undefined, flags: StudiesFlags): Promise<void> {
  const wishes = (["delete", "restore", "remove"] as const).filter((wish) => flags[wish]);
  const [wish] = wishes;
  if (wishes.length > 1)
    throw new ServerError("bad-request", `--${wishes.join(" and --")} at once; give one`);
  if (wish && given === undefined)
    throw new ServerError("bad-request", `missing study; say which one to ${wish}, by its id`);
  await withDatabase(async (db) => {
    if (given === undefined)
      return print(await listStudies(db, { limit: MOST, binned: flags.bin === true }), flags);
    const study = await findOne(db, given);
    if (!wish) return print([study], flags);
    console.log(await WISHES[wish](db, study));
  });
}

type Wish = (db: Database, study: StudySummary) => Promise<string>;

const WISHES: Readonly<Record<"delete" | "restore" | "remove", Wish>> = {
  async delete(db, { id, name }) {
    await binStudy(db, { id, binned: true });
    return `${name} is in the bin; lookback studies ${id.slice(0, 8)} --restore takes it back`;
  },
  async restore(db, { id, name }) {
    await binStudy(db, { id, binned: false });
    return `${name} is back`;
  },
  async remove(db, { id, name, done, failed }) {
    await removeStudy(db, { id });
    return `removed ${name} for good; the ${done + failed} trials that it tried stay counted`;
  },
};

/** The study whose id begins so, in the list or in the bin. */
async function findOne(db: Database, given: string): Promise<StudySummary> {
  const all = [
    ...(await listStudies(db, { limit: MOST })),
    ...(await listStudies(db, { limit: MOST, binned: true })),
  ];
  const found = all.filter(({ id }) => id.startsWith(given.toLowerCase()));
  const [only] = found;
  if (only === undefined) throw unknownStudy(given);
  if (found.length > 1)
    throw new ServerError("bad-request", `${found.length} studies begin with ${given}; give more of the id`);
  return only;
}

function print(found: readonly StudySummary[], { json, bin }: StudiesFlags): void {
  if (json) return console.log(JSON.stringify(found));
  if (found.length === 0) return console.log(bin ? "the bin is empty" : "no study is here yet");
  for (const {
    id,
    name,
    status,
    done,
    failed,
    planned,
    objective,
    bestObjective,
    binnedAt,
    createdAt,
  } of found) {
    const best = bestObjective === null ? "" : `, best ${objective} ${bestObjective.toPrecision(4)}`;
    const day = new Date(createdAt).toISOString().slice(0, 10);
    console.log(
      `${id}  ${day}  ${status.padEnd(9)} ${done + failed} of ${planned} trials${best}  ${name}${binnedAt === null ? "" : " (in the bin)"}`,
    );
  }
}
