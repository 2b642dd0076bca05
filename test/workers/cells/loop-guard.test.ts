import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EngineError } from "#engine/errors.ts";
import { evaluateCell } from "#workers/cells/evaluate.ts";
import { withoutGuards } from "#workers/cells/loop-guard.ts";
import type { StopFlag } from "#workers/cells/stop-flag.ts";
import { compileCell } from "#workers/cells/syntax.ts";

const compile = (source: string) => compileCell({ id: "a", kind: "ts", source }).program;
const value = async (source: string) => (await evaluateCell(compile(source), {})).shown;

/** A Stop that was asked for before the cell began. */
const stopped: StopFlag = {
  memory: Int32Array.of(1),
  check: () => {
    throw new EngineError("cancelled", "stopped");
  },
  isAsked: () => true,
  heard: () => undefined,
};

const steps = [
  "s = (s * 31 + 7) | 0;",
  "if (s % 3 === 0) continue;",
  "if (s % 11 === 0) break;",
  "s ^= Math.imul(s, 5);",
];
const heads = (depth: number, bound: number, label: number): string[] => {
  const i = `i${depth}`;
  return [
    `for (let ${i} = 0; ${i} < ${bound}; ${i}++)`,
    `for (let ${i} = ${bound}; ${i} >= 0; ${i} -= 2)`,
    `for (let ${i} = 0, n = ${bound}; n > ${i}; ${i} += 0.5)`,
    `for (let ${i} = 0n; ${i} <= ${bound}n; ${i}++)`,
    `for (let ${i} = 0; (${i} < ${bound}); ${i}++)`,
    `for (let ${i} = 0; ${i} < ${bound} && s !== 5; ++${i})`,
    `let k${depth} = 0; while (k${depth}++ < ${bound})`,
    `let d${depth} = ${bound}; w${label}: while (d${depth}-- > 0)`,
    `for (const ${i} of Array(${bound}).keys())`,
  ];
};

/** Loops in loops, with and without blocks, that leave a number in s. */
const program = fc.letrec<{ readonly block: string; readonly loop: string }>((tie) => ({
  block: fc
    .array(fc.oneof({ maxDepth: 2 }, fc.constantFrom(...steps.slice(0, 3)), tie("loop")), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => `{ ${parts.join("\n")}\n}`),
  loop: fc
    .tuple(
      fc.nat(10),
      fc.nat(1e9),
      fc.constantFrom(1, 31, 40),
      fc.oneof({ maxDepth: 2 }, fc.constant(steps[3] ?? ""), tie("block")),
    )
    .map(([kind, label, bound, body]) => {
      const head = heads(kind, bound, label)[kind];
      if (head !== undefined) return `{ ${head} ${body} }`;
      // What goes on past its own counting would never end.
      const counted = body.replaceAll("continue", "s++");
      return `{ let c = ${kind === 9 ? 0 : bound}; while (${kind === 9 ? `c < ${bound}` : "c > 0"}) { ${counted} ${kind === 9 ? "c++" : "c -= 2;"} } s ^= c; }`;
    }),
})).loop;

describe("guards in loops", () => {
  test("leave what a program computes as it was", async () => {
    await fc.assert(
      fc.asyncProperty(program, async (loops) => {
        const source = `let s = 1;\n${loops}\ns`;
        const plain: unknown = (0, eval)(`(() => { ${source.replace(/s$/, "return s")} })()`);
        expect(await value(source)).toBe(plain);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["let s = 0; for (let i = 0; i < 5000; i++) s += i\ns", 12_497_500],
    ["let s = 0; for (let i = 5000; i > 0; i--) { if (i % 2) continue; s += i }\ns", 6_252_500],
    ["let s = 0; for (let i = 0; i < 1e9; i++) if (++s === 3000) break\ns", 3000],
    ["let s = 0, n = 5000; while (n--) s++\ns", 5000],
    ["let s = 0, i = 0; while (i < 5000) { s += i; i++ }\ns", 12_497_500],
    ["let s = 0, i = 5000; while (i > 0) { if (s > 3000) break; s++; i -= 1 }\ns + i", 3001 + 1999],
    ["let s = 0, i = NaN; while (i < 5) { s++; i++ } i = 0n; while ( (i < 3000n) ) { s++; i++ }\ns", 3000],
    ["let s = 0, i = 0; while (i < 5000) { if (i % 2) { i += 3; continue } s++; i++ }\ns", 1250],
    [
      "let s = 0; for (let i = NaN; i < 5; i++) s++; for (let i = Infinity; i < 5; i++) s++; for (let i; i < 5; i++) s++\ns",
      0,
    ],
    ["const f = []; for (let i = 0; i < 3; i++) f.push(() => i)\nf.map((g) => g()).join()", "0,1,2"],
    [
      "let s = 0; const a = [1, 2, 3]; for (let i = 0; i < a.length; i++) { if (i < 2000) a[i + 3] = 1; s += a[i] }\ns",
      2006,
    ],
    ["let s = 0; if (true) for (let i = 0; i < 2000; i++) if (i % 2) s++\n else s += 2\ns", 3000],
    [
      "let s = 0; out: for (let i = 0; i < 2000; i++) for (let j = 0; j < 2000; j++) { if (j > i) continue out; s++ }\ns",
      2_001_000,
    ],
  ])("let %s be %s", async (source, expected) => {
    expect(await value(source)).toBe(expected);
  });

  test.each([
    "while (true) {}",
    "for (;;);",
    "do {} while (true)",
    "for (let i = 0; i < 10; i--) {}",
    "for (let i = 0; i < 10; i++) { i = 0 }",
    "for (let i = 0; i < 10; i++) { [i] = [0] }",
    "let n = 5; for (let i = 0; i < n; i++) n++",
    "let x = 1; while (x > 0) { for (let i = 0; i < 5; i++) x += i }",
    "for (let i = 0; i < 60; i++) while (Math.sin(i) < 2);",
    "endless: for (;;) { continue endless }",
    "const forever = () => { for (let i = 0; ; i++) {} }; forever()",
    "for (const x of (function* () { for (;;) yield 1 })()) x;",
    "const f = () => 1; for (let i = 0; i < 5; i++) { f(); i = 0 }",
    "let i = 0; while (i < 5) { let i = 0; i++ }",
    "let i = 0; while (i < 5) { if (i < 6) continue; i++ }",
    "let i = 0; while (i < 5) { i = 0; i++ }",
  ])("end %s", async (source) => {
    await expect(evaluateCell(compile(source), {}, stopped)).rejects.toThrow("stopped");
  });

  test("can be taken out of the text of a function again", async () => {
    await fc.assert(
      fc.asyncProperty(program, async (loops) => {
        const text = `function f(s) { ${loops} }`;
        expect(withoutGuards(compile(text).body)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test("are not put into loops of a few rounds that call nothing", () => {
    const source = "let s = 0; for (let j = 0; j < 5; j++) s += Math.sqrt(j);";
    expect(compile(source).body).toBe(source);
  });
});
