import { describe, expect, it } from "vitest";
import { riskParity } from "#engine/index.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readFixture } from "#test/arbitraries/fixtures.ts";
import { historyOf, portfolioOf, positionOf, sizeRequest } from "#test/arbitraries/requests.ts";

describe.skipIf(!hasFixtures)(needsFixtures("risk parity of eight US stocks, 2018 to 2020"), () => {
  const [head = [], ...rows] = hasFixtures
    ? readFixture("market/us8_adjclose_2018_2020.csv")
        .trim()
        .split("\n")
        .map((line) => line.trim().split(","))
    : [];
  const symbols = head.slice(1);
  const histories = symbols.map((symbol, index) =>
    historyOf(
      rows.map((row) => Number(row[index + 1])),
      symbol,
    ),
  );
  const portfolio = portfolioOf({
    positions: symbols.map((symbol, index) => {
      const history = histories[index];
      return positionOf({ symbol, ...(history ? { history } : {}) });
    }),
  });
  const shares = (weights: "equal-risk" | "inverse-volatility"): number[] => {
    const sizer = riskParity({ weights, lookbackBars: rows.length - 1, bufferBps: 0 });
    return symbols.map((symbol, index) => {
      const history = histories[index];
      return sizer.size(sizeRequest({ symbol, portfolio, price: 10_000, ...(history ? { history } : {}) }));
    });
  };

  it("weighs by equal risk contributions as numpy and clarabel found them", () => {
    // design/portfolio.md, section 4: to the four digits printed there.
    const expected = [0.122, 0.0952, 0.0963, 0.0918, 0.1855, 0.1727, 0.1255, 0.1111];
    for (const [index, share] of shares("equal-risk").entries())
      expectClose(share, expected[index] ?? NaN, 5.1e-5);
  });

  it("weighs by inverse volatility where asked", () => {
    const expected = [0.1168, 0.1048, 0.1041, 0.0834, 0.174, 0.1715, 0.1272, 0.1182];
    for (const [index, share] of shares("inverse-volatility").entries())
      expectClose(share, expected[index] ?? NaN, 5.1e-5);
    expect(shares("inverse-volatility")).not.toEqual(shares("equal-risk"));
  });
});
