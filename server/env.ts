import { z } from "zod";
import { ServerError } from "./errors.ts";
import { vendorFaults } from "./providers/provider-env.ts";

const env = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(3000)
    .describe("port of the app on the loopback interface"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, "must begin with postgresql://")
    .optional()
    .describe("a Postgres or TimescaleDB to use in place of the embedded one"),
  LOOKBACK_HOME: z
    .string()
    .min(1)
    .default(".lookback")
    .describe("folder of the embedded database and build marks"),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/, "must begin with redis://")
    .optional()
    .describe("a Redis that several processes share as a cache"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("what the server tells on standard error"),
  LOOKBACK_FILES: z.string().min(1).optional().describe("folder of price files that is a provider"),
  LOOKBACK_HOSTS: z
    .string()
    .optional()
    .describe("host names under which a proxy serves the app, with commas"),
  LOOKBACK_ACCOUNTS: z
    .enum(["on"])
    .optional()
    .describe("asks everybody to sign in, before there is a first account"),
  LOOKBACK_SERVER: z
    .url({ protocol: /^https?$/, error: "must begin with http:// or https://" })
    .optional()
    .describe("a server elsewhere whose prices the command line reads"),
  LOOKBACK_TOKEN: z
    .string()
    .regex(/^lb_[\w-]{20,100}$/, "make one on the server's Account page")
    .optional()
    .describe("whom the command line acts for there"),
  LOOKBACK_SLOTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .optional()
    .describe("shards of studies that a worker runs at the same time; one per core where absent"),
  LOOKBACK_OWNER_SLOTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("most shards of one person under way at once, on all workers together; no limit where absent"),
});

/** Every variable that the server itself reads; providers have theirs in providers/provider-env.ts. */
export const ENV_NAMES: readonly string[] = Object.keys(env.shape);

/** Names whose values may hold a secret. */
const SECRET = /URL|KEY|SECRET|TOKEN|PASSWORD/;

/** What the process environment may say to the server. */
export type Env = z.infer<typeof env>;

/**
 * Reads the settings from environment variables; empty ones count as absent.
 *
 * @throws ServerError "setup" naming every variable that is wrong at once.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = env.safeParse(given);
  const providerFaults = vendorFaults(given);
  if (parsed.success && providerFaults.length === 0) return parsed.data;
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = issues.map(({ path, message }) => {
    const name = path.join(".");
    return SECRET.test(name) ? `${name} (${message})` : `${name}=${String(given[name])} (${message})`;
  });
  throw new ServerError(
    "setup",
    `invalid environment: ${[...faults, ...providerFaults].join(", ")}; correct or unset them`,
  );
}
