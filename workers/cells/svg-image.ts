import { EngineError } from "#engine/errors.ts";
import { OUTPUT_LIMITS } from "#engine/notebook/output.ts";

/** A drawing in SVG, as a cell's value. The page shows it as an image: its scripts never run and nothing that it names is loaded. */
export class SvgImage {
  readonly svg: string;
  readonly label: string;

  /** @throws EngineError "over-limit" past 2,000,000 characters. */
  constructor(svg: string, label: string) {
    if (svg.length > OUTPUT_LIMITS.imageChars)
      throw new EngineError(
        "over-limit",
        `svg of ${svg.length} characters; the limit is ${OUTPUT_LIMITS.imageChars}; draw fewer shapes`,
      );
    this.svg = svg;
    this.label = label.slice(0, 500);
  }
}

/** Makes a drawing of a template; values stand in it as text, lists one after the other. */
export function svg(texts: readonly string[], ...values: readonly unknown[]): SvgImage {
  const parts = texts.map((text, at) => text + (at < values.length ? asText(values[at]) : ""));
  const drawing = parts.join("").trim();
  const whole = drawing.startsWith("<svg") ? drawing : `<svg viewBox="0 0 640 360">${drawing}</svg>`;
  const named = whole.includes("xmlns=")
    ? whole
    : whole.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return new SvgImage(named, /<title>([^<]*)<\/title>/.exec(named)?.[1] ?? "Drawing");
}

const asText = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join("") : String(value);
