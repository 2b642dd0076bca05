import type { Actor } from "./access/actor.ts";
import { readActor } from "./account/read-actor.ts";
import type { Database } from "./db.ts";

/** What a request brings before it is known who makes it. */
export interface RequestContext {
  readonly db: Database;
  /** Who makes the calls of this request; found out once. */
  readonly who: () => Promise<Actor>;
  /** Who it is by now: a stream outlives the session that began it. */
  readonly again: () => Promise<Actor>;
}

/** What every procedure may use. */
export interface Context extends RequestContext {
  /** Who makes this call. */
  readonly actor: Actor;
}

/** The context of a request's calls; looks at nothing yet. */
export function openContext(db: Database, request: Request): RequestContext {
  let actor: Promise<Actor> | undefined;
  const again = () => readActor(db, request);
  return { db, again, who: () => (actor ??= again()) };
}
