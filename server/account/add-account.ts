import { randomBytes } from "node:crypto";
import { z } from "zod";
import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import type { Prisma } from "#prisma/client/client.ts";
import { MAX_PASSWORD, MIN_PASSWORD } from "./open-auth.ts";

/** An address as accounts are told apart by: lower case. */
export const emailAddress = z
  .email("use an e-mail address")
  .max(200)
  .toLowerCase()
  .describe("e-mail address of an account");

/** What a person is called. */
export const personName = z
  .string()
  .max(200)
  .transform((name) => withoutHidden(name).trim())
  .pipe(z.string().min(1, "say how others shall call you").max(100));

/** A password that may be set. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD, `use ${MIN_PASSWORD} characters or more`)
  .max(MAX_PASSWORD, `use ${MAX_PASSWORD} characters or fewer`);

/** How a person is called and signs in. */
export const newAccount = z.object({ name: personName, email: emailAddress, password: newPassword });
/** How a person is called and signs in. */
export type NewAccount = z.infer<typeof newAccount>;

/** A password as it is stored: scrypt with a salt of its own, off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import("better-auth/crypto");
  return crypto.hashPassword(password);
}

/**
 * Makes an account that signs in by e-mail and password; it belongs to no workspace yet.
 *
 * @param hash Of the password; see {@link hashPassword}.
 * @returns Its id.
 */
export async function addAccount(
  transaction: Prisma.TransactionClient,
  { name, email, hash }: Pick<NewAccount, "name" | "email"> & { readonly hash: string },
): Promise<string> {
  const id = randomBytes(18).toString("base64url");
  await transaction.user.create({ data: { id, name, email, emailVerified: true } });
  const credential = { providerId: "credential", accountId: id, userId: id, password: hash };
  await transaction.account.create({ data: { id: randomBytes(18).toString("base64url"), ...credential } });
  return id;
}
