import { z } from "zod";

const refusal = z.object({ message: z.string() });
/** Words of the sign-in that are told better. */
const BETTER: Readonly<Record<string, string>> = {
  "Invalid email or password":
    "wrong e-mail address or password; try again, or ask an admin for a link that sets a new password",
  "Invalid password": "the present password is wrong; try again",
  "Invalid token": "this link has ended or was used; ask an admin for another",
};

/**
 * Asks the sign-in, which sets and clears the session's cookie.
 *
 * @throws Error with a sentence for the person.
 */
export async function callAuth(
  path: "/sign-in/email" | "/sign-out" | "/change-password" | "/reset-password" | "/revoke-sessions",
  body: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`/api/auth${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.ok) return;
  const told = refusal.safeParse(await answer.json().catch(() => null)).data?.message;
  if (answer.status === 429) throw new Error("too many tries; wait a minute and try again");
  throw new Error(BETTER[told ?? ""] ?? told ?? `the server answered ${answer.status}; try again`);
}
