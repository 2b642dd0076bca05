import type { SyntaxNode } from "#engine/notebook/scopes.ts";
import {
  childrenOf,
  type Counter,
  counterOf,
  type Fields,
  isLoop,
  isNode,
  type LoopWork,
  workOf,
} from "./loop-shape.ts";

/** Name under which guarded code reaches the flag; no cell spells it by accident. */
export const FLAG = "$stop$";
/** Name of what is called while the flag is up. */
export const GUARD = "$guard$";

const CHECK = `if(${FLAG}[0])${GUARD}();`;
/** Stands before and after whatever is put in, so that it can be taken out again. */
const MARK = "/*$*/";
const marked = (text: string): string => `${MARK}${text}${MARK}`;

/** Rounds of a loop without loops or calls in it between two looks at the flag: some microseconds. */
const LEAF_ROUNDS = 1024;
/** Rounds of a loop with loops in it. */
const NEST_ROUNDS = 32;
/** A loop of so few rounds, by its own text, need not look. */
const FEW_ROUNDS = 64;

/** Text to put into a program at an offset; of two at one offset the first given stands first. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** What is put in around one loop: `before` its children's, `after` them. */
interface Guard {
  readonly before: readonly Insertion[];
  readonly after: readonly Insertion[];
}

const NONE: Guard = { before: [], after: [] };

/** A look every round: what calls, waits or has a label cannot be cut into stretches. */
function everyRound(body: Fields): Guard {
  if (body.type === "BlockStatement")
    return { before: [{ at: body.start + 1, text: marked(CHECK) }], after: [] };
  return {
    before: [{ at: body.start, text: marked(`{${CHECK}`) }],
    after: [{ at: body.end, text: marked("}") }],
  };
}

/** After a stretch of rounds: out, if the loop's own end was met, else a look at the flag and on. */
const stretchEnd = (body: Fields, ended: string): Insertion => ({
  at: body.end,
  text: marked(`;if(${ended})break;${CHECK}}`),
});

/**
 * `for(a;t;u)b` becomes `for(a;t;){const end=i+1024;for(;i<end&&(t);u)b;if(i<end)break;look}`, and a `while` the same of two: the loop
 * that does the work neither calls nor counts anything more, so that the compiler treats it as it was written.
 */
function countedStretches(
  { loop, test, body }: LoopParts,
  { name, step, isNumber }: Counter,
  rounds: number,
  code: string,
): Guard {
  const [less, far] = [step > 0 ? "<" : ">", step * rounds];
  const end = isNumber ? `${name}+${far}` : `typeof ${name}==="bigint"?${name}+BigInt(${far}):${name}+${far}`;
  const copy = code.slice(test.start, test.end);
  const [close, again] = loop.type === "ForStatement" ? [";)", "for(;"] : [")", "while("];
  const text = `${close}{const $end$=${end};${again}${name}${less}$end$&&(${copy})`;
  return {
    before: [{ at: test.end, text: marked(text) }],
    after: [stretchEnd(body, `${name}${less}$end$`)],
  };
}

/** The same with rounds counted beside the loop, for tests of any kind. */
function stretches({ loop, test, body }: LoopParts, rounds: number): Guard {
  const most = rounds + 1;
  const opens = loop.type === "ForStatement" ? ";){let $round$=0;for(;" : "";
  const around =
    loop.type === "WhileStatement" ? [{ at: loop.start, text: marked("for(;;){let $round$=0;") }] : [];
  return {
    before: [
      ...around,
      { at: test.start, text: marked(`${opens}++$round$<${most}&&(`) },
      { at: test.end, text: marked(")") },
    ],
    after: [stretchEnd(body, `$round$<${most}`)],
  };
}

interface LoopParts {
  readonly loop: Fields;
  readonly test: Fields;
  readonly body: Fields;
}

/** Whether each round has variables of its own that a function could keep. */
const isFreshEachRound = ({ init }: Fields, { captures }: LoopWork): boolean =>
  captures && isNode(init) && init["kind"] !== "var";

/** A test that stands plainly between two semicolons, or in the brackets of a `while`, on one line: it can be moved and copied. */
function isPlain({ loop, test, body }: LoopParts, code: string): boolean {
  const { start, end } = test;
  const around = `${code.slice(0, start).trimEnd().slice(-1)}${code.slice(end).trimStart().slice(0, 1)}`;
  const isAlone =
    loop.type === "ForStatement"
      ? around === ";;"
      : `${code.slice(loop.start, start)}${code.slice(end, body.start)}`.replace(/\s/g, "") === "while()";
  return isAlone && !/[\n\r\u2028\u2029]|\/[/*]/.test(code.slice(start, end));
}

function guardOf(loop: Fields, code: string, labelled: boolean): Guard {
  const { test, update, type } = loop;
  const body = loop["body"] as Fields;
  const work = workOf([test, update, body].filter(isNode));
  const counter = counterOf(loop);
  if (!work.leaves && (counter?.rounds ?? Infinity) <= FEW_ROUNDS) return NONE;
  const cuts = !labelled && !work.leaves && !isFreshEachRound(loop, work);
  const rounds = work.nests ? NEST_ROUNDS : LEAF_ROUNDS;
  if (!cuts || !isNode(test)) return everyRound(body);
  const parts = { loop, test, body };
  const isWhile = type === "WhileStatement";
  if (counter !== null && isPlain(parts, code)) return countedStretches(parts, counter, rounds, code);
  return isWhile || (type === "ForStatement" && isPlain(parts, code))
    ? stretches(parts, rounds)
    : everyRound(body);
}

function collect(node: Fields, code: string, found: Insertion[], labelled = false): void {
  const { before, after } = isLoop(node) ? guardOf(node, code, labelled) : NONE;
  found.push(...before);
  for (const child of childrenOf(node)) collect(child, code, found, node.type === "LabeledStatement");
  found.push(...after);
}

/** A function's text as its writer wrote it. */
export const withoutGuards = (code: string): string => code.replaceAll(/\/\*\$\*\/.*?\/\*\$\*\//g, "");

/**
 * Where to put what lets a program's loops be stopped: `while(true){}` ends within microseconds.
 *
 * A loop that neither calls nor waits is cut into stretches of rounds with a look at the flag between two of them; it costs such a
 * loop a few percent where a look each round cost up to four times its time. Other loops look each round.
 *
 * @param program An ESTree `Program`.
 * @param code Its text.
 * @returns Insertions without line breaks, sorted by offset; lines stay the program's own.
 */
export function loopGuards(program: SyntaxNode, code: string): Insertion[] {
  const found: Insertion[] = [];
  collect(program as Fields, code, found);
  return found.sort((a, b) => a.at - b.at);
}
