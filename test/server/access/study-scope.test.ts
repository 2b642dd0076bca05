import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { LOCAL, NOBODY, type Actor, type Person } from "#server/access/actor.ts";
import { authorize } from "#server/access/authorize.ts";
import { RULES } from "#server/access/rules.ts";
import { studiesOf } from "#server/access/study-scope.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { listStudies } from "#server/studies/list-studies.ts";
import { studyTables } from "#server/tables/study-tables.ts";
import { openCopy } from "../open-copy.ts";
import { PLAIN_STUDY } from "../plain-study.ts";
import { openDesk } from "./desk.ts";

const db = await openCopy();
const { people, workspaceId } = await openDesk(db);
const { owner, admin, member, viewer, stranger } = people;

// Of a notebook of the member's, started there by the member; and of no notebook, by the owner.
const { id: notebookId } = await createNotebook(db, { source: "mine" }, member);
const [own, free] = [randomUUID(), randomUUID()];
const request = {
  symbols: ["ONE"],
  study: { space: { parameters: { a: { kind: "int", min: 1, max: 2 } } } },
  versions: {},
  name: "s",
  strategy: { kind: "built-in", name: "ema-crossover" },
};
const row = { ...PLAIN_STUDY, request, workspaceId };
await db.prisma.study.create({ data: { ...row, id: own, owner: member.id, notebookId } });
await db.prisma.study.create({ data: { ...row, id: free, owner: owner.id } });
for (const study of [own, free])
  await db.pool.query(
    "INSERT INTO trial_ledger (lineage, strategy_name, study_id, walk_window, number, params_hash, code_hash, data_hash) VALUES ($1, 's', $2, 0, 0, 'p', 'c', 'd')",
    [study === own ? notebookId : "free", study],
  );

const PEOPLE: Readonly<Record<string, Actor>> = { owner, admin, member, viewer, stranger, LOCAL, NOBODY };

/** Who sees a study, by the list, by SQL's tables, and by calls that name it: three ways that must agree. */
async function seenBy(id: string): Promise<Record<"list" | "tables" | "calls", string[]>> {
  const seen: Record<"list" | "tables" | "calls", string[]> = { list: [], tables: [], calls: [] };
  for (const [name, actor] of Object.entries(PEOPLE)) {
    const scope = studiesOf(actor);
    if ((await listStudies(db, {}, scope)).some((study) => study.id === id)) seen.list.push(name);
    const tables = [studyTables.saved_studies, studyTables.saved_ledger];
    const rows = await Promise.all(tables.map((read) => read(db, scope)));
    if (rows.every((each) => JSON.stringify(each).includes(id))) seen.tables.push(name);
    if (
      rows.some((each) => JSON.stringify(each).includes(id)) !==
      rows.every((each) => JSON.stringify(each).includes(id))
    )
      seen.tables.push(`${name} in part`);
    const may = await authorize(db, actor, RULES["studies.get"], { id }).then(
      () => true,
      () => false,
    );
    if (may) seen.calls.push(name);
  }
  return seen;
}

const everywhere = (...names: readonly string[]) => ({ list: names, tables: names, calls: names });
const share = (shared: string) => db.prisma.notebook.update({ where: { id: notebookId }, data: { shared } });

test("a study of no notebook is the workspace's, and nobody else's", async () => {
  expect(await seenBy(free)).toEqual(everywhere("owner", "admin", "member", "viewer", "LOCAL"));
});

test("a study of a private notebook is seen by its owner alone, not by admins", async () => {
  expect(await seenBy(own)).toEqual(everywhere("member", "LOCAL"));
  await expect(authorize(db, owner, RULES["studies.get"], { id: own })).rejects.toThrow(
    `unknown study: ${own}`,
  );
});

test("sharing the notebook shows its studies, with everybody or by name, and taking it back hides them", async () => {
  await share("view");
  expect(await seenBy(own)).toEqual(everywhere("owner", "admin", "member", "viewer", "LOCAL"));
  await share("none");
  const grant = { notebookId, userId: viewer.id, level: "view" };
  await db.prisma.notebookGrant.create({ data: grant });
  expect(await seenBy(own)).toEqual(everywhere("member", "viewer", "LOCAL"));
  await db.prisma.notebookGrant.deleteMany({ where: { notebookId } });
  expect(await seenBy(own)).toEqual(everywhere("member", "LOCAL"));
});

test("whoever started a study keeps seeing it, whatever becomes of the notebook", async () => {
  const started = randomUUID();
  await db.prisma.study.create({ data: { ...row, id: started, owner: admin.id, notebookId } });
  const seen = async (actor: Person) => (await listStudies(db, {}, studiesOf(actor))).map(({ id }) => id);
  expect(await seen(admin)).toContain(started);
  expect(await seen(owner)).not.toContain(started);
  await db.prisma.study.update({ where: { id: started }, data: { notebookId: "gone-for-good" } });
  expect(await seen(admin)).toContain(started);
  expect(await seen(member)).not.toContain(started);
});
