import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "#server/db.ts";
import type { Database } from "#server/db.ts";
import type { AppRouter } from "#server/router.ts";
import { trpcRoute } from "#server/trpc-route.ts";
import { openCopy } from "./open-copy.ts";

const db = await openCopy();
const headOf = (title: string) => `// --- notebook\n// title: "${title}"\n// nb: 1\n// ---\n`;

/** The app's own client, its requests handed to the route without a socket. */
function clientOf(database: Database): ReturnType<typeof createTRPCClient<AppRouter>> {
  const send = (url: unknown, init?: unknown) =>
    trpcRoute(new Request(String(url), init as RequestInit), () => database);
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: "http://localhost:3000/api/trpc", fetch: send })],
  });
}

async function troubleOf(call: Promise<unknown>): Promise<TRPCClientError<AppRouter>> {
  const trouble: unknown = await call.catch((error: unknown) => error);
  if (trouble instanceof TRPCClientError) return trouble as TRPCClientError<AppRouter>;
  throw new Error("the call did not fail");
}

describe("the tRPC route", () => {
  const client = clientOf(db);

  test("creates, saves and reads a notebook", async () => {
    const { id, revision } = await client.notebooks.create.mutate({ source: headOf("Wire") });
    const saved = await client.notebooks.save.mutate({
      id,
      source: headOf("Wired"),
      baseRevision: revision,
    });
    expect(await client.notebooks.get.query({ id })).toMatchObject({
      title: "Wired",
      revision: saved.revision,
    });
    expect((await client.health.query()).status).toBe("ok");
  });

  test("tells a conflict as CONFLICT with the current revision", async () => {
    const { id, revision } = await client.notebooks.create.mutate({ source: "a" });
    const saved = await client.notebooks.save.mutate({ id, source: "b", baseRevision: revision });
    const trouble = await troubleOf(
      client.notebooks.save.mutate({ id, source: "c", baseRevision: revision }),
    );
    expect(trouble.data).toMatchObject({
      code: "CONFLICT",
      httpStatus: 409,
      details: { revision: saved.revision },
    });
  });

  test("tells what is unknown as NOT_FOUND and what is malformed as BAD_REQUEST, in words", async () => {
    const unknown = await troubleOf(client.notebooks.get.query({ id: "nope" }));
    expect([unknown.data?.code, unknown.message]).toEqual([
      "NOT_FOUND",
      "unknown notebook: nope; open one from the list",
    ]);
    const malformed = await troubleOf(client.notebooks.get.query({ id: "../../etc" }));
    expect(malformed.data?.code).toBe("BAD_REQUEST");
    expect(malformed.message).toContain("invalid id: use 1 to 64");
  });

  test("tells a database that is down in one sentence, without its address", async () => {
    const down = openDatabase("postgresql://nobody:secret@127.0.0.1:1/none");
    const trouble = await troubleOf(clientOf(down).notebooks.list.query());
    await down.close();
    expect(trouble.data?.code).toBe("SERVICE_UNAVAILABLE");
    expect(trouble.message).toContain("database does not answer");
    expect(JSON.stringify(trouble)).not.toContain("secret");
  });

  test("keeps the words of a bug, SQL among them, to itself", async () => {
    const broken = await openCopy();
    await broken.pool.query("DROP TABLE notebooks CASCADE");
    const trouble = await troubleOf(clientOf(broken).notebooks.list.query());
    expect(trouble.data?.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify([trouble.message, trouble.data])).not.toMatch(
      /relation|notebooks"|prisma|\/server\//i,
    );
  });

  test("refuses another site's page before it looks at the call", async () => {
    const headers = { origin: "http://evil.test", "content-type": "application/json" };
    const url = "http://localhost:3000/api/trpc/notebooks.create";
    const answer = await trpcRoute(new Request(url, { method: "POST", headers, body: "{}" }), () => db);
    expect(answer.status).toBe(403);
  });
});
