import { ServerError } from "#server/errors.ts";
import type { Actor, Person } from "./actor.ts";

/**
 * The person that a call about people is made by.
 *
 * @throws ServerError "forbidden" while there are no accounts, "signed-out" for nobody.
 */
export function asPerson(actor: Actor): Person {
  if (actor.kind === "person") return actor;
  if (actor.kind === "nobody") throw new ServerError("signed-out", "not signed in; sign in and try again");
  throw new ServerError("forbidden", "no accounts yet; invite somebody first");
}
