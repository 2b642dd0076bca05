import type { DescribedFunction } from "#server/reference/describe-functions.ts";
import type { ReferenceEntry } from "./reference-entry.ts";

/** What examples in docstrings take for granted, as cells would write it. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  prices: `(await bars("AAPL"))`,
  cross: `strategies.find("ema-crossover").strategy`,
  result: `backtest(strategies.find("ema-crossover").strategy, { bars: await bars("AAPL") })`,
  first: `backtest(strategies.find("ema-crossover").strategy, { bars: await bars("AAPL") })`,
  found: `(await sweep(strategies.find("ema-crossover").strategy, { bars: await bars("AAPL"), grid: { fast: range(5, 20, 5), slow: range(30, 90, 20) } }))`,
  second: `backtest(strategies.find("macd-cross").strategy, { bars: await bars("AAPL") })`,
};

/** Turns a docstring's example, a fragment, into a cell that runs by itself. */
export function wholeExample(example: string): string {
  const defined = new Set([...example.matchAll(/\b(?:const|let) (\w+)/g)].map(([, name]) => name));
  const names = Object.keys(STANDS_FOR).filter((name) => !defined.has(name));
  const free = new RegExp(`(?<![\\w.$"'])(${names.join("|")})(?![\\w:"'(])`, "g");
  return statementLines(example).replace(free, (name) => STANDS_FOR[name] ?? name);
}

/** A docstring has its example on one line; a cell has a line for each statement. */
function statementLines(example: string): string {
  let depth = 0;
  let text = "";
  for (const sign of example) {
    if ("([{".includes(sign)) depth += 1;
    if (")]}".includes(sign)) depth -= 1;
    text += sign === " " && depth === 0 && text.endsWith(";") ? "\n" : sign;
  }
  return text;
}

/** A documented function as an entry of the reference. */
export function functionEntry(described: DescribedFunction): ReferenceEntry {
  const { name, signature, description, returns, throws, example, options = [] } = described;
  return {
    kind: name,
    title: name,
    description,
    outputs: [],
    params: options.map((option) => ({
      ...{ name: option.name, type: option.type, description: option.description },
      fallback: option.isNeeded ? "needed" : "",
    })),
    signature,
    ...(returns === null ? {} : { returns }),
    ...(throws === null ? {} : { throws }),
    call: null,
    example: example === null ? null : wholeExample(example),
  };
}
