import type { BlockInfo } from "../../catalogue.ts";
import type { Side } from "../../market/order.ts";

/** What a bar shows of its prices, in quote currency. */
export interface BarPrices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** A named, versioned assumption about the order in which a bar's extremes came. `side` is the position's: 1 is long. */
export interface PathProfile extends BlockInfo {
  readonly version: number;
  /** Whether it goes by the position: then it decides again after an entry inside the bar, both extremes still to come. */
  readonly rewinds: boolean;
  adverseFirst(side: Side, bar: BarPrices): boolean;
}
