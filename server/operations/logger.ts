import pino from "pino";
import type { Logger } from "pino";

/** Names under which a secret could stand in what is logged, at any of three depths. */
const SECRETS = [
  "key",
  "apikey",
  "apiKey",
  "token",
  "secret",
  "password",
  "authorization",
  "cookie",
  "DATABASE_URL",
  "REDIS_URL",
];
const PATHS = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
/** A password in an address, or a key in its query. */
const IN_TEXT = /(:\/\/[^:/\s]*:)[^@\s]+(@)|([?&](?:api_?key|apikey|api_token|token)=)[^&\s]+/gi;

/**
 * Makes a log of JSON lines on standard error. `LOG_LEVEL` sets what is told (default "info"). Secrets are
 * taken out by their name, and out of addresses within texts.
 *
 * @param part Which process or part of the server speaks.
 * @param stream Where lines go; standard error by default.
 */
export function logger(part: string, stream: pino.DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      base: { part },
      level: process.env["LOG_LEVEL"] ?? "info",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: PATHS, censor: "[secret]" },
      hooks: { streamWrite: (line) => line.replace(IN_TEXT, "$1$3[secret]$2") },
    },
    stream,
  );
}
