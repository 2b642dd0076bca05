import { randomBytes } from "node:crypto";
import type { Database } from "#server/db.ts";

const KEY = "cookie-secret";

/** The secret that signs cookies: made once per database, so that all servers over it accept one another's. 256 random bits, hex. */
export async function cookieSecret(db: Database): Promise<string> {
  const value = randomBytes(32).toString("hex");
  await db.prisma.setting.createMany({ data: [{ key: KEY, value }], skipDuplicates: true });
  const kept = await db.prisma.setting.findUniqueOrThrow({ where: { key: KEY } });
  return kept.value;
}
