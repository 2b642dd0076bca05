/** Where the cursor stands in a YAML text: the keys above it, and what is typed so far. */
export interface YamlPlace {
  /** Keys from the root to the mapping that the cursor is in; list items have no key. */
  readonly path: readonly string[];
  /** The key whose value is being typed, or null while a key is. */
  readonly key: string | null;
  /** The value of `type` in the mapping that holds the cursor, or in the one above it. */
  readonly type: string | null;
  readonly word: string;
}

const LINE = /^(\s*)((?:- +)*)(?:([\w-]+)\s*:)?\s*(.*)$/;

/** Spaces before a line's first key; the dash of a list item counts as space. */
function depthOf(line: string): number {
  const [, spaces = "", dashes = ""] = LINE.exec(line) ?? [];
  return spaces.length + dashes.length;
}

const keyOf = (line: string): string | null => LINE.exec(line)?.[3] ?? null;

/** The keys that the line at `at` stands under, nearest last, with the text of their lines. */
function parentsOf(lines: readonly string[], at: number): string[] {
  const path: string[] = [];
  let depth = depthOf(lines[at] ?? "");
  for (let row = at - 1; row >= 0 && depth > 0; row--) {
    const line = lines[row] ?? "";
    if (line.trim() === "" || depthOf(line) >= depth) continue;
    depth = depthOf(line);
    const key = keyOf(line);
    if (key !== null) path.unshift(key);
  }
  return path;
}

/** The `type` among the lines beside the one at `at`, or beside its parent's. */
function typeBeside(lines: readonly string[], at: number): string | null {
  const depth = depthOf(lines[at] ?? "");
  for (let row = at - 1; row >= 0; row--) {
    const line = lines[row] ?? "";
    const type = /\btype:\s*([\w-]+)/.exec(line)?.[1];
    if (type !== undefined && depthOf(line) <= depth) return type;
    if (line.trim() !== "" && depthOf(line) < depth - 4) return null;
  }
  return null;
}

/** Reads the place of the cursor from the text before it; braces on the same line open a mapping of their own. */
export function yamlPlace(before: string): YamlPlace {
  const lines = before.split("\n");
  const at = lines.length - 1;
  const line = lines[at] ?? "";
  const own = keyOf(line);
  const rest = LINE.exec(line)?.[4] ?? "";
  const flow = /[{,]\s*(?:([\w-]+)\s*:\s*)?([\w-]*)$/.exec(rest);
  const path = parentsOf(lines, at);
  if (flow !== null && rest.includes("{")) {
    const inner =
      rest.lastIndexOf("{") > rest.indexOf("{") ? (/([\w-]+)\s*:\s*\{[^{]*$/.exec(rest)?.[1] ?? null) : null;
    const type = /\btype:\s*([\w-]+)/.exec(rest)?.[1] ?? typeBeside(lines, at);
    const keys = [...path, ...(own === null ? [] : [own]), ...(inner === null ? [] : [inner])];
    return { path: keys, key: flow[1] ?? null, type, word: flow[2] ?? "" };
  }
  const word = /[\w-]*$/.exec(line)?.[0] ?? "";
  return { path, key: own, type: typeBeside(lines, at), word: own === null ? word : rest };
}

/** Names that a spec's text gives its indicators, in order: what sources and conditions may name. */
export function indicatorNames(text: string): string[] {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => /^\s*indicators\s*:\s*$/.test(line));
  if (head < 0) return [];
  const names: string[] = [];
  const depth = depthOf(lines[head] ?? "");
  let inner: number | null = null;
  for (const line of lines.slice(head + 1)) {
    if (line.trim() === "" || line.trim().startsWith("#")) continue;
    if (depthOf(line) <= depth) break;
    inner ??= depthOf(line);
    const key = depthOf(line) === inner ? keyOf(line) : null;
    if (key !== null) names.push(key);
  }
  return names;
}
