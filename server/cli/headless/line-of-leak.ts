import { indicators } from "#engine/indicators/catalogue.ts";
import type { IndicatorSpec } from "#engine/indicators/indicator.ts";
import type { Strategy } from "#engine/strategy.ts";

/**
 * The line (1-based) of a strategy's file that an audit's finding points at: a user-defined indicator's function, else where the indicator
 * is named, or where the signal part begins. Undefined where the text does not show it.
 *
 * @param what As the audit says it: "indicator bands.upper of AAPL", "signal of AAPL".
 */
export function lineOfLeak(
  text: string,
  strategy: Strategy,
  params: Readonly<Record<string, unknown>>,
  what: string,
): number | undefined {
  if (text === "") return undefined;
  const [, name] = /^indicator ([^ ]+?)(?:\.[^ ]+)? of /.exec(what) ?? [];
  if (name === undefined) return lineAt(text, text.search(/\b(signals?|decide)\b\s*[:(=]/));
  const spec = strategy.prepare(params).indicators[name];
  const own = spec && ownCode(spec);
  const at = own === undefined ? -1 : text.indexOf(own);
  return lineAt(text, at >= 0 ? at : text.search(new RegExp(`(?<![\\w.])${escape(name)}\\b\\s*[:,(]`)));
}

/** The text of the first function that is not the engine's own, from the outside in. */
function ownCode(spec: IndicatorSpec): string | undefined {
  if (!indicators.blocks.includes(spec.indicator)) return spec.indicator.code;
  return typeof spec.source === "object" ? ownCode(spec.source) : undefined;
}

function lineAt(text: string, offset: number): number | undefined {
  return offset < 0 ? undefined : text.slice(0, offset).split("\n").length;
}

function escape(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
