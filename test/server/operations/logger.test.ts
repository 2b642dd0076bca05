import { expect, test } from "vitest";
import { logger } from "#server/operations/logger.ts";

test("a log line carries its part, level and ids, and no secret by name or in an address", () => {
  const lines: string[] = [];
  const log = logger("test", { write: (line) => void lines.push(line) });
  log.info(
    { run: "r1", provider: { apiKey: "hush-1", headers: { authorization: "hush-2" } }, token: "hush-3" },
    "called https://x.test/a?symbol=A&api_token=hush-4 and postgres://me:hush-5@db/x",
  );
  expect(lines[0]).not.toContain("hush");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    ...{ part: "test", level: "info", run: "r1", token: "[secret]" },
    msg: "called https://x.test/a?symbol=A&api_token=[secret] and postgres://me:[secret]@db/x",
  });
});
