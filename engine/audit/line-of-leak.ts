import { indicators } from "../indicators/catalogue.ts";
import type { IndicatorSpec } from "../indicators/indicator.ts";
import type { Strategy } from "../strategy.ts";

/**
 * The line (1-based) of a strategy's file that an audit's finding points at: a user-defined indicator's function, else where the indicator
 * is named, or where the signal part begins. Undefined where the text does not show it.
 *
 * @param what As the audit says it: "indicator bands.upper of AAPL", "signal of AAPL".
 * @param asWritten Takes out of a function's text what its writer did not write.
 */
export function lineOfLeak(
  text: string,
  strategy: Strategy,
  params: Readonly<Record<string, unknown>>,
  what: string,
  asWritten: (code: string) => string = (code) => code,
): number | undefined {
  if (text === "") return undefined;
  const [, name] = /^indicator ([^ ]+?)(?:\.[^ ]+)? of /.exec(what) ?? [];
  if (name === undefined) return lineAt(text, text.search(/\b(signals?|decide)\b\s*[:(=]/));
  const spec = strategy.prepare(params).indicators[name];
  const own = spec && ownCode(spec);
  const at = own === undefined ? -1 : findCode(text, asWritten(own));
  return lineAt(text, at >= 0 ? at : text.search(new RegExp(`(?<![\\w.])${escape(name)}\\b\\s*[:,(]`)));
}

/** The text of the first function that is not the engine's own, from the outside in. */
function ownCode(spec: IndicatorSpec): string | undefined {
  if (!indicators.blocks.includes(spec.indicator)) return spec.indicator.code;
  return typeof spec.source === "object" ? ownCode(spec.source) : undefined;
}

/** Where a function stands in a text: as it prints itself, types are blanks of the same length. O(text times code) at worst. */
function findCode(text: string, code: string): number {
  const head = code.slice(0, 1);
  for (let from = text.indexOf(head); from >= 0; from = text.indexOf(head, from + 1)) {
    let at = 0;
    while (at < code.length && (code[at] === text[from + at] || code[at]?.trim() === "")) at += 1;
    if (at === code.length) return from;
  }
  return -1;
}

function lineAt(text: string, offset: number): number | undefined {
  return offset < 0 ? undefined : text.slice(0, offset).split("\n").length;
}

function escape(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
