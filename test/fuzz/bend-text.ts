import type { Random } from "#engine/random.ts";

/** What has broken readers before. */
const TOKENS = [
  ...["", " ", "\n", "\r\n", "\r", "\t", "\0", "\uFEFF", "\u2028", "\uD800", "é", "日本", "🙂"],
  ...[
    '"',
    '""',
    "'",
    "`",
    ",",
    ",,,",
    ";",
    ":",
    ": ",
    "- ",
    "#",
    "&a ",
    "*a",
    "<<: *a",
    "!!js",
    "%",
    "|",
    ">",
    "---",
    "...",
  ],
  ...["{", "}", "[", "]", "[[[[[[[[", "{{{{{{{{", "${x}", "__proto__", "constructor", "toString"],
  ...[
    "0",
    "-0",
    "-1",
    "1e308",
    "1e-308",
    "1e999",
    "NaN",
    "Infinity",
    ".inf",
    ".nan",
    "0x10",
    "1_000",
    "1,5",
    "٣",
  ],
  ...[
    "null",
    "~",
    "true",
    "yes",
    "2020-01-31",
    "2020-02-31",
    "9999-99-99",
    "275761-01-01",
    "1577836800",
    "1577836800000",
  ],
];

/** One of several, each as likely. */
export function oneOf<T>(random: Random, all: readonly T[]): T {
  return all[random.int(all.length)] as T;
}

type Bend = (text: string, random: Random) => string;

function span(text: string, random: Random, most: number): readonly [number, number] {
  const from = random.int(text.length + 1);
  return [from, Math.min(text.length, from + 1 + random.int(most))];
}

const cut: Bend = (text, random) => {
  const [from, to] = span(text, random, 40);
  return text.slice(0, from) + text.slice(to);
};
const insert: Bend = (text, random) => {
  const [at] = span(text, random, 1);
  return text.slice(0, at) + oneOf(random, TOKENS) + text.slice(at);
};
const replace: Bend = (text, random) => {
  const [from, to] = span(text, random, 12);
  return text.slice(0, from) + oneOf(random, TOKENS) + text.slice(to);
};
const anyCharacter: Bend = (text, random) => {
  const [at] = span(text, random, 1);
  return text.slice(0, at) + String.fromCharCode(random.int(0x10000)) + text.slice(at + 1);
};
const repeat: Bend = (text, random) => {
  const [from, to] = span(text, random, 60);
  return text.slice(0, from) + text.slice(from, to).repeat(2 + random.int(200)) + text.slice(to);
};
const swapLines: Bend = (text, random) => {
  const lines = text.split("\n");
  const [a, b] = [random.int(lines.length), random.int(lines.length)];
  [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
  return lines.join("\n");
};
const endEarly: Bend = (text, random) => text.slice(0, random.int(text.length + 1));

const BENDS: readonly Bend[] = [
  cut,
  insert,
  insert,
  replace,
  replace,
  anyCharacter,
  repeat,
  swapLines,
  endEarly,
];

/** A text with one to five things done to it that its writer did not mean. */
export function bendText(text: string, random: Random): string {
  let bent = text;
  for (let left = 1 + random.int(5); left > 0; left--) bent = oneOf(random, BENDS)(bent, random);
  return bent;
}
