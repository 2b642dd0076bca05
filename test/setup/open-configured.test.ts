import { createServer } from "node:net";
import { expect, test } from "vitest";
import { openConfigured } from "#server/database/open-configured.ts";
import { readEnv } from "#server/env.ts";
import { ROOT } from "#server/setup/root.ts";

test("a database that is down is one sentence with its address, the remedy and no password", async () => {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const address = probe.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await new Promise((closed) => probe.close(closed));
  const env = readEnv({ DATABASE_URL: `postgresql://me:secret@127.0.0.1:${port}/prices` });
  const trouble: unknown = await openConfigured(env, ROOT).catch((error: unknown) => error);
  expect(String(trouble)).toMatch(`database at 127.0.0.1:${port}/prices does not answer`);
  expect(String(trouble)).toMatch("unset DATABASE_URL");
  expect(String(trouble)).not.toMatch("secret");
});
