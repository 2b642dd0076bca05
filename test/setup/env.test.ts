import { expect, test } from "vitest";
import { readEnv } from "#server/env.ts";

test("absent and empty settings take their defaults", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: "" })).toEqual({
    PORT: 3000,
    LOOKBACK_HOME: ".lookback",
    LOG_LEVEL: "info",
  });
});

test("all that is wrong is named at once, without a password", () => {
  const wrong = () =>
    readEnv({
      PORT: "http",
      DATABASE_URL: "mysql://root:secret@host/db",
      FMP_API_KEY: "secret",
      FMP_PER_MINUTE: "x",
    });
  expect(wrong).toThrow(/PORT=http.*DATABASE_URL.*FMP_PER_MINUTE.*correct or unset them/);
  expect(wrong).not.toThrow(/secret/);
});
