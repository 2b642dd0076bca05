import { expect, test } from "vitest";
import { z } from "zod";
import { isDatabaseDown, tellError } from "#server/error-codes.ts";
import { ServerError } from "#server/errors.ts";

const postgres = (code: string, message: string) => Object.assign(new Error(message), { code });

test.each([
  [
    postgres("53100", 'could not extend file "base/5/1": No space left on device'),
    "disk of the database is full",
  ],
  [postgres("57P01", "terminating connection due to administrator command"), "database does not answer"],
  [new Error("query failed", { cause: postgres("ECONNREFUSED", "") }), "database does not answer"],
])("trouble of the database is told with its remedy: %s", (error, words) => {
  expect(isDatabaseDown(error)).toBe(true);
  expect(tellError(error)).toMatchObject({ code: "database-down", status: 503 });
  expect(tellError(error).message).toContain(words);
});

test("a provider that refuses connections is not the database, and a broken query is our own mistake", () => {
  const away = new ServerError(
    "provider-down",
    "fmp could not be reached (connect ECONNREFUSED); try again later",
  );
  const broken = postgres("42601", "syntax error");
  expect([isDatabaseDown(away), isDatabaseDown(broken)]).toEqual([false, false]);
  expect([tellError(away).code, tellError(broken).code]).toEqual(["provider-down", "unexpected"]);
});

test.each([
  [{ days: 3 }, "invalid days: use 7 or more"],
  [{ days: 99 }, "invalid days: use 30 or less"],
  [{ share: 0 }, "invalid share: use more than 0"],
  [{ length: "9m" }, "invalid length: use one of 1m, 1d"],
  [{ name: "" }, "invalid name: use 1 characters or more"],
  [{ code: "!" }, "invalid code: use letters"],
])("an input that a schema refuses, such as %j, is told with its remedy", (input, words) => {
  const schema = z.object({
    days: z.number().min(7).max(30).optional(),
    share: z.number().positive().optional(),
    length: z.enum(["1m", "1d"]).optional(),
    name: z.string().min(1).optional(),
    code: z
      .string()
      .regex(/^[a-z]+$/, "use letters")
      .optional(),
  });
  expect(tellError(schema.safeParse(input).error)).toMatchObject({ code: "bad-request", message: words });
});
