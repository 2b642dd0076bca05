import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isRunnable } from "#engine/notebook/cell-code.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { compileCell } from "#workers/cells/syntax.ts";
import { cellFile } from "#workers/language/cell-file.ts";
import { openCells } from "./open-notebook.ts";

const messages = (notebook: ReturnType<typeof openCells>, id: string) =>
  notebook.language.diagnose(id).map(({ message }) => message);
const labels = (notebook: ReturnType<typeof openCells>, id: string) =>
  notebook.language.complete(id, notebook.at(id))?.entries.map(({ label }) => label) ?? [];

const EXAMPLES = readdirSync("notebooks").filter((name) => name.endsWith(".nb.ts"));
const examplesOf = (name: string) => parseNotebook(readFileSync(`notebooks/${name}`, "utf8")).cells;

describe("the example notebooks", () => {
  test.each(EXAMPLES)("%s has no mistake of types", (name) => {
    const cells = examplesOf(name);
    const { language } = openCells({});
    language.update(
      cells.map(({ id }) => id),
      cells.map((cell) => ({ cell })),
    );
    const found = cells.flatMap(({ id, source }) =>
      language.diagnose(id).map(({ message, from, to }) => `${id}: ${message} (${source.slice(from, to)})`),
    );
    expect(found).toEqual([]);
  });

  test("define for the editor what they define when they run", () => {
    const cells = EXAMPLES.flatMap(examplesOf).filter(isRunnable);
    const values = (names: readonly string[]) => [...names].sort();
    for (const cell of cells) expect(values(cellFile(cell).names)).toEqual(values(compileCell(cell).defines));
  });
});

describe("mistakes", () => {
  test("stand at their place in the cell, with the change that mends them", () => {
    const notebook = openCells({
      fast: "export const fast = 12;",
      use: "// one line\nconst twice = fst * 2;",
    });
    const [found] = notebook.language.diagnose("use");
    expect(found?.message).toBe("no cell defines fst; did you mean fast?");
    expect(found && notebook.text("use", found)).toBe("fst");
    expect(found?.fixes).toEqual([
      { title: "Change spelling to fast", edits: [{ cellId: "use", from: 26, to: 29, insert: "fast" }] },
    ]);
  });

  test("a misspelt parameter of an indicator is one, and can be mended", () => {
    const notebook = openCells({ a: "macd({ fastBras: 12 });" });
    const [found] = notebook.language.diagnose("a");
    expect(found && notebook.text("a", found)).toBe("fastBras");
    expect(found?.fixes[0]?.edits[0]?.insert).toBe("fastBars");
  });

  test("a parameter that the strategy does not have is one where it is run", () => {
    const notebook = openCells({
      s: 'const s = defineStrategy({ name: "s", version: "1.0.0", params: { fast: int(20, { min: 2, max: 60 }) }, signal: () => hold() });',
      run: 'const r = backtest(s, { bars: await bars("SP500"), params: { fats: 12 } });',
    });
    const [found] = notebook.language.diagnose("run");
    expect(found && notebook.text("run", found)).toBe("fats");
  });

  test("the network and the page are not there, and the words say what is", () => {
    const notebook = openCells({ a: 'await fetch("https://example.com");', b: "document.title" });
    expect(messages(notebook, "a")).toEqual([
      "fetch is not there: cells have no network; use bars(), sql or a dropped file",
    ]);
    expect(messages(notebook, "b")[0]).toMatch(/^document is not there: cells have no page/);
  });

  test("a forgotten await is offered", () => {
    const notebook = openCells({ a: "const t = sql`SELECT 1 AS one`;\nt.rows();" });
    expect(notebook.language.diagnose("a")[0]?.message).toContain("'rows' does not exist");
  });

  test("a cell that is not finished says so at its end and breaks no other cell", () => {
    const notebook = openCells({ a: "export const fast = 12;", b: "const twice = fast * 2;" });
    notebook.type("a", "export const fast = 12;\nconst half = (fast");
    const [found] = notebook.language.diagnose("a");
    expect(found?.to).toBe("export const fast = 12;\nconst half = (fast".length);
    expect(messages(notebook, "b")).toEqual([]);
  });

  test("cells that read each other in a circle leave the rest as it is", () => {
    const notebook = openCells({
      a: "const x = y + 1;",
      b: "const y = x + 1;",
      c: "const z = 1 + 1; z.toFixed(2)",
    });
    expect(messages(notebook, "c")).toEqual([]);
    expect(messages(notebook, "a").join()).toContain("implicitly has type 'any'");
  });

  test("know a generator's name as what it yields, in every cell but its own", () => {
    const { language } = openCells({
      a: "function* count() { yield 1 }\nexport const ticks = count();\nconst next = ticks.next();",
      b: "const twice: number = ticks * 2; const words: string = ticks;",
      c: "export const live = (async function* () { yield 'x' })();",
      d: "live.length",
    });
    expect(language.diagnose("a")).toEqual([]);
    expect(language.diagnose("b").map(({ message }) => message)).toEqual([
      "Type 'number' is not assignable to type 'string'.",
    ]);
    expect(language.diagnose("d")).toEqual([]);
  });

  test("follow a change in another cell", () => {
    const notebook = openCells({ a: "const size = 3;", b: "size.toFixed(2)" });
    expect(messages(notebook, "b")).toEqual([]);
    notebook.type("a", 'const size = "3";');
    expect(messages(notebook, "b")[0]).toContain("'toFixed' does not exist on type");
  });

  test("top-level await, the session's names and interfaces of other cells are none", () => {
    const notebook = openCells({
      a: "interface Row { day: number }\nfunction twice(x) { return x * 2; }",
      b: "const row: Row = { day: twice(2) };\nsignal.throwIfAborted();\nprogress(0.5);\nawait invalidation;\nconsole.log(row);",
    });
    expect(messages(notebook, "b")).toEqual([]);
  });
});

describe("completion", () => {
  test("offers names of other cells first, with the cell that they come from", () => {
    const notebook = openCells({ prices: 'const prices = await bars("SP500");', use: "pri|" });
    const entry = notebook.language
      .complete("use", notebook.at("use"))
      ?.entries.find(({ label }) => label === "prices");
    expect(entry).toMatchObject({ kind: "cell", cellId: "prices" });
    expect(notebook.language.complete("use", notebook.at("use"))?.from).toBe(0);
  });

  test("offers members of a value that another cell computes", () => {
    expect(
      labels(openCells({ prices: 'const prices = await bars("SP500");', use: "prices.|" }), "use"),
    ).toEqual(expect.arrayContaining(["close", "openTime", "symbol", "volume"]));
  });

  test("offers the options of an indicator, and what each is", () => {
    const notebook = openCells({ a: "ema({ | })" });
    expect(labels(notebook, "a")).toEqual(expect.arrayContaining(["lengthBars", "seed", "timeframe"]));
    expect(notebook.language.explain("a", notebook.at("a"), "seed")?.signature).toContain('"sma" | "first"');
  });

  test("knows no document and no name of ours", () => {
    const found = labels(openCells({ a: "|" }), "a");
    expect(found).toEqual(expect.arrayContaining(["backtest", "bars", "sma", "Math"]));
    for (const name of ["document", "fetch", "Cells", "Lookback"]) expect(found).not.toContain(name);
  });

  test("works in the holes of a query and of markdown", () => {
    const source = {
      fast: "const fast = 12;",
      q: "sql:SELECT * FROM bars WHERE close > ${fa|}",
      m: "md:Fast is ${fa|}.",
    };
    for (const id of ["q", "m"]) expect(labels(openCells(source), id)).toContain("fast");
  });
});

describe("tables of SQL cells", () => {
  const columns = {
    years: [
      { name: "year", type: "number" },
      { name: "return pct", type: "number | null" },
    ],
  };

  test("have the columns of their last run, each with its type", () => {
    const notebook = openCells({ years: "sql:SELECT 1", use: "years.rows()[0].|" }, columns);
    expect(labels(notebook, "use")).toEqual(["year"]);
    const typed = openCells({ years: "sql:SELECT 1", use: 'years.column("yaer")' }, columns);
    expect(messages(typed, "use")[0]).toContain(`'"yaer"' is not assignable`);
  });

  test("have columns without a type before the first run", () => {
    const notebook = openCells({ years: "sql:SELECT 1", use: 'years.column("anything").length' });
    expect(messages(notebook, "use")).toEqual([]);
  });
});

describe("hover", () => {
  test("gives the type and the docstring of an engine's function", () => {
    const notebook = openCells({ a: "s|ma({ lengthBars: 3 })" });
    const found = notebook.language.hover("a", notebook.at("a"));
    expect(found?.signature).toMatch(/^sma\(params\?/);
    expect(found?.documentation).toContain("Simple moving average: the mean of the last");
    expect(found?.tags).toContainEqual({ name: "see", text: "TA-Lib SMA." });
  });

  test("gives the type of another cell's value, and the cell", () => {
    const notebook = openCells({
      fast: 'const fast = slider("fast", { min: 2, max: 60, value: 20 });',
      use: "fa|st + 1",
    });
    expect(notebook.language.hover("use", notebook.at("use"))).toMatchObject({
      name: "fast",
      signature: "const fast: number",
      cellId: "fast",
    });
  });
});

describe("a strategy's type", () => {
  test("names its parameters by the values that they take", () => {
    const source = `const s = defineStrategy({ name: "a", version: "1", params: { fast: int(5) }, signal: () => hold() });`;
    const notebook = openCells({ s: source, use: "|s.name" });
    const signature = notebook.language.hover("use", notebook.at("use"))?.signature.replace(/\s+/g, " ");
    expect(signature).toBe("const s: Strategy<{ fast: number; }>");
  });
});

describe("signature help", () => {
  test("marks the parameter that is being written", () => {
    const notebook = openCells({ a: "crossesAbove(1, |)" });
    const found = notebook.language.help("a", notebook.at("a"));
    expect(found?.signature).toMatch(/^crossesAbove\(/);
    expect(found?.signature.slice(found.active.from, found.active.to)).toMatch(/^\w+: /);
    expect(found?.active.from).toBeGreaterThan("crossesAbove(".length);
  });

  test("says what is to be given, without the words of the schema library or long structures", () => {
    const notebook = openCells({ a: "backtest(|)" });
    expect(notebook.language.help("a", notebook.at("a"))?.signature).toBe(
      "backtest(strategy: Strategy<…>, options: BacktestOptions<…>): { … }",
    );
  });

  test("covers no text of a query, but the calls in its holes", () => {
    const query = openCells({ q: "sql:SELECT | FROM bars" });
    expect(query.language.help("q", query.at("q"))).toBeNull();
    const written = openCells({ a: "const rows = await sql`SELECT | FROM bars`;" });
    expect(written.language.help("a", written.at("a"))).toBeNull();
    const hole = openCells({ q: "sql:SELECT ${Math.max(1, |)} FROM bars" });
    expect(hole.language.help("q", hole.at("q"))?.signature).toMatch(/^max\(/);
  });

  test("is not there outside of a call", () => {
    expect(openCells({ a: "const x = 1;" }).language.help("a", 3)).toBeNull();
  });
});

describe("go to definition", () => {
  test.each(["fa|st + 1", "const o = { fa|st };"])("finds the cell that defines a name: %s", (use) => {
    const notebook = openCells({ fast: "const fast = 12;", use });
    expect(notebook.language.define("use", notebook.at("use"))).toEqual({
      place: "cell",
      span: { cellId: "fast", from: 6, to: 10 },
    });
  });

  test("points at an SQL cell as a whole, and says when a name is the engine's", () => {
    const notebook = openCells({ years: "sql:SELECT 1", a: "ye|ars.rows()", b: "e|ma()" });
    expect(notebook.language.define("a", notebook.at("a"))).toEqual({
      place: "cell",
      span: { cellId: "years", from: 0, to: 0 },
    });
    expect(notebook.language.define("b", notebook.at("b"))).toEqual({ place: "engine", name: "ema" });
  });
});

describe("rename", () => {
  const source = {
    fast: 'export const fast = 12; // fast\nconst words = "fast";',
    use: "const o = { fast };\nfunction f(fast) { return fast; }\nfast + f(fa|st)",
    query: "sql:SELECT * FROM bars WHERE close > ${fast} -- fast",
  };

  test.each([
    ["where it is used", "use", source.use.indexOf("|")],
    ["where it is defined", "fast", 14],
  ])(
    "changes a name in all cells when asked %s, and no string, comment or other variable",
    (_, id, offset) => {
      const notebook = openCells(source);
      const found = notebook.language.rename(id, offset, "quick");
      const edits = "edits" in found ? found.edits : [];
      const changed = Object.fromEntries(
        Object.entries(source).map(([cellId, text]) => {
          const own = edits.filter((edit) => edit.cellId === cellId).sort((a, b) => b.from - a.from);
          const plain = text.replace("sql:", "").replace("|", "");
          return [cellId, own.reduce((out, e) => out.slice(0, e.from) + e.insert + out.slice(e.to), plain)];
        }),
      );
      expect(changed).toEqual({
        fast: 'export const quick = 12; // fast\nconst words = "fast";',
        use: "const o = { fast: quick };\nfunction f(fast) { return fast; }\nquick + f(quick)",
        query: "SELECT * FROM bars WHERE close > ${quick} -- fast",
      });
    },
  );

  test.each([
    ["b|acktest", "x", "backtest belongs to the engine; its name is fixed"],
    ["ye|ars", "x", "years is the name of a cell as a whole; change it above its text"],
    ["ta|ken", "other", "other is defined in cell two already; choose another name"],
    ["ta|ken", "2x", "invalid name: 2x; use letters, digits, _ and $"],
    ["12| + 1", "x", "no name here that can be changed"],
  ])("refuses with a reason: %s to %s", (use, name, refusal) => {
    const notebook = openCells({
      years: "sql:SELECT 1",
      one: "const taken = 1;",
      two: "const other = 2;",
      use,
    });
    expect(notebook.language.rename("use", notebook.at("use"), name)).toEqual({ refusal });
  });
});
