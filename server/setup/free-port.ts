import { createServer } from "node:net";
import { ServerError } from "#server/errors.ts";

/**
 * Makes sure that a port of the loopback interface is free.
 *
 * @throws ServerError "setup" in one sentence with the way out.
 */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((listening, failed) => {
      probe.once("error", failed);
      probe.listen(port, "127.0.0.1", listening);
    });
  } catch (cause) {
    throw refusal(port, cause);
  }
  await new Promise((closed) => probe.close(closed));
}

function refusal(port: number, cause: unknown): ServerError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  const why = code === "EADDRINUSE" ? "is busy: another program uses it" : `cannot be used (${code})`;
  return new ServerError(
    "setup",
    `port ${port} ${why}; stop it, or choose another: PORT=${port + 1} npm start`,
    {},
    cause,
  );
}
