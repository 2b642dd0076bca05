import type { Person, Seat } from "#server/access/actor.ts";
import { ServerError } from "#server/errors.ts";

/**
 * The workspace that a person looks at.
 *
 * @throws ServerError "forbidden" for one who belongs to none.
 */
export function seatOf({ seat }: Person): Seat {
  if (seat === null) throw new ServerError("forbidden", "no workspace; ask an admin for an invitation");
  return seat;
}
