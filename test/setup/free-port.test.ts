import { createServer } from "node:net";
import { expect, test } from "vitest";
import { requireFreePort } from "#server/setup/free-port.ts";

test("a busy port is one sentence with the way out, a free one is nothing", async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(requireFreePort(port)).rejects.toThrow(
    `port ${port} is busy: another program uses it; stop it, or choose another: PORT=${port + 1} npm start`,
  );
  await new Promise((closed) => other.close(closed));
  await expect(requireFreePort(port)).resolves.toBeUndefined();
});
