import type { Auth } from "better-auth";
import type { Database } from "#server/db.ts";
import { cookieSecret } from "./cookie-secret.ts";

/** Addresses under which better-auth answers. */
export const AUTH_PATH = "/api/auth";
/** Where the route says who calls: nothing from outside reaches this header. */
export const CALLER_HEADER = "x-lookback-caller";
/** The shortest password, characters. */
export const MIN_PASSWORD = 10;
/** The longest password, characters. */
export const MAX_PASSWORD = 128;

const SESSION_SECONDS = 30 * 24 * 3600;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Next loads this module more than once; a database has one per host. */
const shared = globalThis as { lookbackAuth?: Map<string, Promise<Auth>> };

/**
 * The sign-in of a database, loaded when it is first needed: a machine without accounts never pays for it.
 *
 * @param host As the request names it. This machine's own is plain HTTP; any other is behind a proxy that speaks TLS, so that its
 *   cookies are secure ones.
 */
export function openAuth(db: Database, host: string): Promise<Auth> {
  const open = (shared.lookbackAuth ??= new Map<string, Promise<Auth>>());
  const key = `${db.url} ${host}`;
  const known = open.get(key);
  if (known) return known;
  const made = makeAuth(db, host);
  open.set(key, made);
  made.catch(() => open.delete(key)); // a database that was away is asked again
  db.onClose(async () => void open.delete(key));
  return made;
}

async function makeAuth(db: Database, host: string): Promise<Auth> {
  const { betterAuth } = await import("better-auth/minimal");
  const { prismaAdapter } = await import("better-auth/adapters/prisma");
  const secure = !LOOPBACK.test(host);
  return betterAuth({
    appName: "Lookback",
    baseURL: `${secure ? "https" : "http"}://${host}`,
    basePath: AUTH_PATH,
    secret: await cookieSecret(db),
    database: prismaAdapter(db.prisma, { provider: "postgresql" }),
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true, // by invitation only
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      revokeSessionsOnPasswordReset: true,
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 60,
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
        "/reset-password": { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: "lookback",
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [CALLER_HEADER] },
    },
    logger: { level: "error" },
  }) as unknown as Auth;
}
