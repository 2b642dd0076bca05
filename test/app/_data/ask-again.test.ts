import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { askAgain } from "#app/_data/ask-again.ts";

/** A server that breaks off its first answers, as a browser does when one walks its history. */
async function withServer(broken: number, use: (ask: () => Promise<string>) => Promise<void>) {
  let asked = 0;
  const server = createServer((request, response) => {
    if (asked++ < broken) request.socket.destroy();
    else response.end(`answer ${asked}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await use(async () => (await fetch(address)).text());
  } finally {
    server.close();
  }
}

test("a question that is broken off is asked again, and a refusal is not", async () => {
  await withServer(1, async (ask) => expect(await askAgain(ask)).toBe("answer 2"));
  let refused = 0;
  const refuse = () => Promise.reject(new Error(`refused ${++refused}`));
  await expect(askAgain(refuse)).rejects.toThrow("refused 1");
});
