import { plainFigure, type PlainFigure } from "../figure.ts";

/** A chart, as a cell's value: shown when it is the cell's last expression or passed to display(). */
export class Figure implements PlainFigure {
  readonly data: Record<string, unknown>[];
  readonly layout: Record<string, unknown>;

  constructor(data: readonly unknown[], layout: unknown) {
    const plain = plainFigure({ data, layout });
    this.data = plain.data;
    this.layout = plain.layout;
  }

  /** Its name for whoever looks at it, which a bundle's renaming leaves alone. */
  get [Symbol.toStringTag](): string {
    return "Figure";
  }
}

/** Red below, white-ish at 0, green above: for returns and correlations. */
export const TWO_SIDED: readonly (readonly [number, string])[] = [
  [0, "#c8443f"],
  [0.5, "#8a93a133"],
  [1, "#2f9e77"],
];
