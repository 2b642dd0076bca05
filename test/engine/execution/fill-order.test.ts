import { describe, expect, it } from "vitest";
import { noFees, noSlippage } from "#engine/index.ts";
import { MAX_FILLS, openAccount } from "#engine/execution/account.ts";
import { openBook } from "#engine/execution/book.ts";
import { makeOrder, openOrder } from "#engine/execution/broker.ts";
import { fillOrder } from "#engine/execution/fill-order.ts";
import { pessimistic } from "#engine/execution/paths/pessimistic.ts";
import { executionSettings } from "#engine/execution/settings.ts";
import { flatBars } from "#test/arbitraries/bars.ts";

describe("fillOrder", () => {
  it("has a limit, and names it", () => {
    const book = openBook(flatBars([10]), 0);
    const account = openAccount({
      ...{ capital: 100, books: [book], settings: executionSettings.parse({}), path: pessimistic },
      ...{ fees: noFees(), slippage: noSlippage() },
    });
    account.fills.length = MAX_FILLS;
    const order = makeOrder(account, book, {
      ...{ side: 1, type: "market", quantity: 1, reason: "" },
      ...{ bracket: undefined, decisions: [], context: undefined },
    });
    const fill = () => fillOrder(account, book, openOrder(order, false), 1, { reference: 10, at: "open" });
    expect(fill).toThrow(/too many fills: 5000000; trade less often/);
  });
});
