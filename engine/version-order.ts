/**
 * Orders two semantic versions: negative where `a` is lower. A pre-release is lower than its release; build metadata does not count.
 *
 * @see Semantic Versioning 2.0.0, clause 11.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  for (let part = 0; part < 3; part++) {
    const order = (left.numbers[part] ?? 0) - (right.numbers[part] ?? 0);
    if (order !== 0) return order;
  }
  if (left.labels.length === 0 || right.labels.length === 0) return right.labels.length - left.labels.length;
  for (let at = 0; at < Math.min(left.labels.length, right.labels.length); at++) {
    const order = compareLabels(left.labels[at] ?? "", right.labels[at] ?? "");
    if (order !== 0) return order;
  }
  return left.labels.length - right.labels.length;
}

function split(version: string): { readonly numbers: readonly number[]; readonly labels: readonly string[] } {
  const [core = "", ...labels] = (version.split("+")[0] ?? "").split("-");
  const rest = labels.join("-");
  return { numbers: core.split(".").map(Number), labels: rest === "" ? [] : rest.split(".") };
}

/** Numbers by value and below words, words by their letters. */
function compareLabels(a: string, b: string): number {
  const [x, y] = [a, b].map((label) => (/^\d+$/.test(label) ? Number(label) : NaN));
  if (x === undefined || y === undefined || (Number.isNaN(x) && Number.isNaN(y)))
    return a < b ? -1 : a > b ? 1 : 0;
  if (Number.isNaN(x)) return 1;
  return Number.isNaN(y) ? -1 : x - y;
}
