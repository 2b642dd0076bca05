import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readActor } from "#server/account/read-actor.ts";
import { appDatabase } from "#server/db.ts";
import { listNotebooks } from "#server/notebooks/list-notebooks.ts";

export const dynamic = "force-dynamic";

/** The list of notebooks is home; while there is only one, as on the first start, it opens at once. */
export default async function Home() {
  redirect(await homePath());
}

async function homePath(): Promise<string> {
  try {
    const db = appDatabase();
    const actor = await readActor(db, new Request("http://localhost/", { headers: await headers() }));
    if (actor.kind === "nobody") return "/sign-in";
    const [only, ...others] = await listNotebooks(db, {}, actor);
    return only && others.length === 0 ? `/notebooks/${only.id}` : "/notebooks";
  } catch {
    // The list asks again and says what is wrong.
    return "/notebooks";
  }
}
