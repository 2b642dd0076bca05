import type { SyntaxNode } from "#engine/notebook/scopes.ts";

/** Name under which guarded code reaches the flag; no cell spells it by accident. */
export const FLAG = "$stop$";
/** Name of what is called while the flag is up. */
export const GUARD = "$guard$";

/**
 * A load and a branch that is never taken: about 1.2 ns a round. Counting rounds and looking at every 128th one was
 * measured to cost as much, and nested loops would look too seldom.
 */
const CHECK = `if(${FLAG}[0])${GUARD}();`;

/** Text to put into a program at an offset; of two at one offset the first given stands first. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

type Fields = SyntaxNode & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
const LOOPS = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/;

/** A body that is no block is made one; nested ones end at the same place and close there in any order. */
function collect(node: Fields, found: Insertion[]): void {
  const body = LOOPS.test(node.type) ? (node["body"] as Fields) : null;
  if (body !== null)
    found.push(
      body.type === "BlockStatement"
        ? { at: body.start + 1, text: CHECK }
        : { at: body.start, text: `{${CHECK}` },
    );
  for (const key of Object.keys(node)) {
    const value = node[key];
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) collect(child, found);
  }
  if (body !== null && body.type !== "BlockStatement") found.push({ at: body.end, text: "}" });
}

/** A function's text as its writer wrote it, where its loops have blocks. */
export const withoutGuards = (code: string): string => code.replaceAll(CHECK, "");

/**
 * Where to put what lets a program's loops be stopped: `while(true){}` ends at its next round.
 *
 * @param program An ESTree `Program`.
 * @returns Insertions without line breaks, sorted by offset; lines stay the program's own.
 */
export function loopGuards(program: SyntaxNode): Insertion[] {
  const found: Insertion[] = [];
  collect(program as Fields, found);
  return found.sort((a, b) => a.at - b.at);
}
