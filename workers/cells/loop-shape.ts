import type { SyntaxNode } from "#engine/notebook/scopes.ts";

/** A syntax node with whatever members its type has. */
export type Fields = SyntaxNode & Readonly<Record<string, unknown>>;

/** Whether a member of a node is a node, too. */
export const isNode = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** The nodes right below a node, in the order of the text. */
export function childrenOf(node: Fields): Fields[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : [value].filter(isNode),
  );
}

const LOOP = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/;
const LEAVES = /^(?:Call|New|TaggedTemplate|Await|Yield|Import)Expression$/;

/** Whether a node is a loop. */
export const isLoop = ({ type }: SyntaxNode): boolean => LOOP.test(type);

const isMaths = (node: Fields): boolean => {
  const { callee } = node;
  if (!isNode(callee) || callee.type !== "MemberExpression") return false;
  const { object } = callee;
  return isNode(object) && object["name"] === "Math";
};

/** What a piece of a loop does that matters for how often it must look around. */
export interface LoopWork {
  /** It calls what may take long, or waits: each round must look. */
  readonly leaves: boolean;
  /** It holds a loop of its own. */
  readonly nests: boolean;
  /** It holds functions, which keep the variables of their round. */
  readonly captures: boolean;
}

/** Looks through pieces of code, functions in them included. O(nodes). */
export function workOf(nodes: readonly Fields[]): LoopWork {
  let work: LoopWork = { leaves: false, nests: false, captures: false };
  for (const node of nodes) {
    const below = workOf(childrenOf(node));
    work = {
      leaves: work.leaves || below.leaves || (LEAVES.test(node.type) && !isMaths(node)),
      nests: work.nests || below.nests || isLoop(node),
      captures: work.captures || below.captures || /Function|^Class/.test(node.type),
    };
  }
  return work;
}

/** A variable that a `for` counts with, up or down by the same number each round and by nothing else. */
export interface Counter {
  readonly name: string;
  /** Signed. */
  readonly step: number;
  /** Whether it begins at a number by the text itself. */
  readonly isNumber: boolean;
  /** Rounds, where first value and bound are both written as numbers. */
  readonly rounds: number | null;
}

const numberOf = (node: unknown): number | null =>
  isNode(node) && typeof node["value"] === "number" ? node["value"] : null;
const nameOf = (node: unknown): string | null =>
  isNode(node) && node.type === "Identifier" && typeof node["name"] === "string" ? node["name"] : null;

/** What `i++`, `--i`, `i += 2` or `i -= 2` adds, and to which variable. */
function stepOf(update: unknown): { readonly name: string; readonly step: number } | null {
  if (!isNode(update) || !isWrite(update)) return null;
  const { operator } = update;
  const size = update.type === "UpdateExpression" ? 1 : numberOf(update["right"]);
  const name = nameOf(update["argument"] ?? update["left"]);
  const sign = operator === "++" || operator === "+=" ? 1 : operator === "--" || operator === "-=" ? -1 : 0;
  return name === null || size === null || sign * size === 0 ? null : { name, step: sign * size };
}

const isWrite = ({ type }: Fields): boolean => type === "UpdateExpression" || type === "AssignmentExpression";

/** Whether a variable is given another value anywhere in a piece of code; of any variable where no name is given. */
function writes(node: Fields, name?: string): boolean {
  const target = node.type === "UpdateExpression" ? node["argument"] : node["left"];
  const assigns = isWrite(node) || /^For(?:In|Of)Statement$/.test(node.type);
  if (assigns && isNode(target) && (name === undefined || mentions(target, name))) return true;
  return childrenOf(node).some((child) => writes(child, name));
}

const mentions = (node: Fields, name: string): boolean =>
  nameOf(node) === name || childrenOf(node).some((child) => mentions(child, name));

/** Where a `for` begins to count, if that is written as a number. */
function firstOf(init: unknown, name: string): number | null {
  if (!isNode(init) || init.type !== "VariableDeclaration") return null;
  const own = childrenOf(init).find((each) => nameOf(each["id"]) === name);
  return numberOf(own?.["init"]);
}

/** The bound that a test such as `i < n` or `0 <= i` holds a variable to, for steps of that sign; null for any other test. */
function boundOf(test: unknown, name: string, step: number): Fields | null {
  if (!isNode(test) || writes(test)) return null;
  const { left, right, operator } = test;
  const isLeft = nameOf(left) === name;
  if (!isLeft && nameOf(right) !== name) return null;
  const below = isLeft === (operator === "<" || operator === "<=");
  const bound = isLeft ? right : left;
  return /^[<>]=?$/.test(String(operator)) && below === step > 0 && isNode(bound) ? bound : null;
}

/** What each round of a `while` comes to at its end: the last statement of its block, if nothing can go past it. */
function lastStep(body: Fields): Fields | null {
  const last = body.type === "BlockStatement" ? childrenOf(body).at(-1) : undefined;
  const step = last?.type === "ExpressionStatement" ? last["expression"] : undefined;
  return isNode(step) && !continues(body) ? step : null;
}

/** Whether a statement of a block makes a variable of that name, which hides the one outside. */
const declares = (statement: Fields, name: string): boolean =>
  [statement, ...childrenOf(statement)].some(({ id }) => isNode(id) && mentions(id, name));

const continues = (node: Fields): boolean =>
  node.type === "ContinueStatement" || childrenOf(node).some(continues);

/**
 * The counter of a loop such as `for (let i = 0; i < n; i++)`, or of `while (i < n) { ...; i++; }`; null where another kind of test,
 * step or write ends it.
 */
export function counterOf({ type, init, test, update, body }: Fields): Counter | null {
  if (!isNode(body)) return null;
  const isWhile = type === "WhileStatement";
  const step = isWhile ? lastStep(body) : type === "ForStatement" ? update : null;
  const found = stepOf(step);
  const bound = found && boundOf(test, found.name, found.step);
  const others = isWhile ? childrenOf(body).slice(0, -1) : [body];
  const isOther = (part: Fields, name: string): boolean =>
    writes(part, name) || (isWhile && declares(part, name));
  if (!found || !bound || others.some((part) => isOther(part, found.name))) return null;
  const [from, to] = [firstOf(init, found.name), numberOf(bound)];
  const isNumber = from !== null;
  return { ...found, isNumber, rounds: from === null || to === null ? null : (to - from) / found.step };
}
