/** A number for an axis or a small table: four digits that matter, thousands separated, a true minus sign. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 1000 || size === 0 ? 0 : Math.max(0, 3 - Math.floor(Math.log10(size)));
  const [whole = "", fraction = ""] = size.toFixed(Math.min(digits, 8)).split(".");
  const kept = fraction.replace(/0+$/, "");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (kept === "" ? "" : `.${kept}`);
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}
