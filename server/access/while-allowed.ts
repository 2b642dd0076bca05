import type { Context } from "#server/context.ts";
import { authorize } from "./authorize.ts";
import { RULES } from "./rules.ts";

/** A stream asks again whether its caller may see it before an item, at most this often, ms. */
const ASK_MS = 5_000;

/**
 * Passes a stream's items on for as long as its caller may have them: a session that ends, a token that is revoked or a role that is
 * taken ends the stream before its next item, at most five seconds late.
 *
 * @throws ServerError as {@link authorize} does.
 */
export async function* whileAllowed<T>(
  { db, actor, again }: Context,
  path: string,
  input: unknown,
  items: AsyncIterable<T>,
): AsyncGenerator<T> {
  let askedAt = Date.now();
  for await (const item of items) {
    if (actor.kind !== "local" && Date.now() - askedAt > ASK_MS) {
      await authorize(db, await again(), RULES[path], input);
      askedAt = Date.now();
    }
    yield item;
  }
}
