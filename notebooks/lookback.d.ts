/** What notebook cells see without an import, for editors that open a .nb.ts file. */
type Engine = typeof import("../engine/index.ts");
type Plot = typeof import("../workers/cells/plot.ts").plot;
type Library = import("../workers/cells/price-library.ts").PriceLibrary;
type SqlTable = import("../workers/cells/table.ts").Table;

declare const defineStrategy: Engine["defineStrategy"];
declare const defineIndicator: Engine["defineIndicator"];
declare const backtest: Engine["backtest"];
declare const audit: Engine["audit"];
declare const int: Engine["int"];
declare const num: Engine["num"];
declare const choice: Engine["choice"];
declare const flag: Engine["flag"];
declare const sma: Engine["sma"];
declare const ema: Engine["ema"];
declare const macd: Engine["macd"];
declare const rsi: Engine["rsi"];
declare const bollinger: Engine["bollinger"];
declare const atr: Engine["atr"];
declare const buy: Engine["buy"];
declare const sell: Engine["sell"];
declare const exit: Engine["exit"];
declare const hold: Engine["hold"];
declare const crossesAbove: Engine["crossesAbove"];
declare const crossesBelow: Engine["crossesBelow"];
declare const crossover: Engine["crossover"];
declare const threshold: Engine["threshold"];
declare const fixedFraction: Engine["fixedFraction"];
declare const stopLoss: Engine["stopLoss"];
declare const takeProfit: Engine["takeProfit"];
declare const maxPosition: Engine["maxPosition"];

declare const bars: Library["bars"];
declare const datasets: Library["datasets"];
/** A table at once in an SQL cell, a promise of it elsewhere: `await` fits both. */
declare function sql(texts: TemplateStringsArray, ...values: unknown[]): SqlTable & PromiseLike<SqlTable>;
declare function slider(name: string, options: import("../workers/cells/cell-api.ts").SliderOptions): number;
declare function display(value: unknown): void;
declare function table(rows: readonly Readonly<Record<string, unknown>>[]): SqlTable;
declare const plot: Plot;
declare function md(texts: TemplateStringsArray, ...values: unknown[]): object;
declare function progress(share: number): void;
declare const signal: AbortSignal;
declare const invalidation: Promise<void>;
