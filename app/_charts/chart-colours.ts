/** The page's tokens as values, for charts that draw on canvas or SVG by themselves. */
export interface ChartColours {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly line: string;
  readonly ground: string;
  readonly accent: string;
  readonly gain: string;
  readonly loss: string;
  readonly warn: string;
  readonly violet: string;
  readonly teal: string;
}

/** Reads the colours of the theme in force. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: token("text"),
    muted: token("muted"),
    grid: token("grid"),
    line: token("line-strong"),
    ground: token("ground"),
    accent: token("accent"),
    gain: token("gain"),
    loss: token("loss"),
    warn: token("warn"),
    violet: token("syntax-keyword"),
    teal: token("syntax-type"),
  };
}
