/** A set of parameters in words: "fast 9, slow 21". */
export function valuesText(values: Readonly<Record<string, number | string | boolean>> | undefined): string {
  if (!values) return "–";
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === "number" ? Number(value.toPrecision(6)) : String(value)}`,
    )
    .join(", ");
}
