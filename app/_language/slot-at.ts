import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;

/** What a value at a place of a cell is for: `backtest(s, { risk: [|] })` asks for ["1", "risk", "[]"] of backtest. */
export interface Slot {
  /** The function as it is called, `plot.rolling`; empty where there is no call around the place. */
  readonly call: string;
  /** Number of the argument, then names of members; "[]" for a place in a list. */
  readonly path: readonly string[];
  /** Where the string's text begins, or null outside of strings. */
  readonly stringFrom: number | null;
}

/** A busy machine has not parsed the text yet when one asks; more than this would be felt. */
const PARSE_MS = 100;
const OPENERS: ReadonlySet<string> = new Set(["(", "[", "{", ",", ":"]);

/** Which of a node's children a place follows, counted by the commas before it. */
function countBefore(list: SyntaxNode, pos: number): number {
  let commas = 0;
  for (let child = list.firstChild; child && child.to <= pos; child = child.nextSibling)
    if (child.name === ",") commas++;
  return commas;
}

function propertyName(state: EditorState, property: SyntaxNode): string | null {
  const name = property.firstChild;
  if (name === null || (name.name !== "PropertyDefinition" && name.name !== "String")) return null;
  return state.sliceDoc(name.from, name.to).replace(/^["']|["']$/g, "");
}

/** One step of the path for a node that a place is in; null for nodes that are none. */
function stepOf(state: EditorState, node: SyntaxNode, pos: number): string | null {
  if (node.name === "ArrayExpression") return "[]";
  if (node.name === "ArgList") return String(countBefore(node, pos));
  if (node.name !== "Property") return null;
  const colon = node.getChild(":");
  return colon !== null && colon.to <= pos ? propertyName(state, node) : null;
}

/** Whether a function's body lies between the place and what is around: its values are for nobody outside. */
const isBarrier = (node: SyntaxNode): boolean => node.name === "Block" || node.name === "ClassBody";

/** The place that a value at `pos` fills; null where it is in no call and under no member. */
export function slotAt(state: EditorState, pos: number): Slot | null {
  const tree = ensureSyntaxTree(state, pos, PARSE_MS) ?? syntaxTree(state);
  let node: SyntaxNode | null = tree.resolveInner(pos, -1);
  const isString = node.name === "String" && node.from < pos;
  const stringFrom = isString ? node.from + 1 : null;
  if (OPENERS.has(node.name)) node = node.parent;
  const path: string[] = [];
  for (; node && !isBarrier(node); node = node.parent) {
    const step = stepOf(state, node, pos);
    if (step !== null) path.unshift(step);
    if (node.name !== "ArgList") continue;
    const callee = node.parent?.firstChild;
    if (callee) return { call: state.sliceDoc(callee.from, callee.to), path, stringFrom };
  }
  return path.length === 0 ? null : { call: "", path, stringFrom };
}
