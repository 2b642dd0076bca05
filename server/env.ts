import { z } from "zod";
import { ServerError } from "./errors.ts";

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
});

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
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = path.join(".");
    // An address may hold a password.
    return name === "DATABASE_URL" ? `${name} (${message})` : `${name}=${String(given[name])} (${message})`;
  });
  throw new ServerError("setup", `invalid environment: ${faults.join(", ")}; correct or unset them`);
}
