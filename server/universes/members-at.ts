import { createUniverse } from "#engine/data/universe.ts";
import type { Member } from "./find-members.ts";

/** Those of a universe's members that belong to it at a moment, UTC ms. O(members log members). */
export function membersAt(name: string, members: readonly Member[], at: number): Member[] {
  const spans = members.map(({ symbol, from, to }) => ({ symbol, from, ...(to === null ? {} : { to }) }));
  const universe = createUniverse(name, spans);
  return members.filter(
    ({ symbol, from, to }) => universe.isMember(symbol, at) && from <= at && (to === null || at < to),
  );
}
