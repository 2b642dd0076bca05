import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { atr } from "./atr.ts";
import { bollinger } from "./bollinger.ts";
import { ema } from "./ema.ts";
import type { AnyIndicator } from "./indicator.ts";
import { macd } from "./macd.ts";
import { rsi } from "./rsi.ts";
import { sma } from "./sma.ts";

/** Every built-in indicator. */
export const indicators: Catalogue<AnyIndicator> = createCatalogue<AnyIndicator>("indicators", [
  sma,
  ema,
  macd,
  rsi,
  bollinger,
  atr,
]);
