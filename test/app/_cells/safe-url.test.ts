import { describe, expect, test } from "vitest";
import { safeUrl } from "#app/_cells/safe-url.ts";

describe("addresses in markdown", () => {
  test.each([
    ["https://example.com/a?b=c", "href"],
    ["#results", "href"],
    ["data:image/png;base64,iVBORw0KGgo=", "src"],
  ])("%s is kept as %s", (url, attribute) => {
    expect(safeUrl(url, attribute)).toBe(url);
  });

  test.each([
    ["javascript:alert(1)", "href"],
    ["JAVASCRIPT:alert(1)", "href"],
    ["data:text/html,<script>", "href"],
    ["data:image/png;base64,iVBORw0KGgo=", "href"],
    ["vbscript:x", "href"],
    ["//example.com", "href"],
    ["https://example.com/pixel.png", "src"],
    ["data:image/svg+xml;base64,PHN2Zz4=", "src"],
    ["data:image/png;base64,a b", "src"],
    [`data:image/png;base64,${"A".repeat(2_000_000)}`, "src"],
  ])("%.40s is dropped as %s", (url, attribute) => {
    expect(safeUrl(url, attribute)).toBeUndefined();
  });
});
