import * as ts from "typescript";
import type { Span, TypedCell } from "./api.ts";
import { cellFile, cellIdOf, cellPath } from "./cell-file.ts";
import type { CellFile } from "./cell-file.ts";
import type { Declarations } from "./declarations.ts";
import { createServiceHost } from "./service-host.ts";
import { createVirtualFiles } from "./virtual-files.ts";

/** All names that are in scope without an import: an ambient script, since only scripts have globals. */
export const NAMES = "/names.d.ts";
const CELLS = "/cells.d.ts";

/** The cells as one TypeScript program, and the way between offsets in a cell and in its module. */
export interface CellProgram {
  readonly service: ts.LanguageService;
  update(order: readonly string[], changed: readonly TypedCell[]): void;
  file(cellId: string): CellFile | undefined;
  /** Which cell a name that is read by other cells belongs to. */
  owner(name: string): string | undefined;
  /** Changes when the cell, or anything that its types may follow from, changes. */
  stamp(cellId: string): string;
  /** A stretch of a module as a stretch of its cell; null when it lies in what was put around the cell. */
  toCell(path: string, span: ts.TextSpan): (Span & { readonly cellId: string }) | null;
  /** Offset in names.d.ts of a cell's name, of which every use in another cell is a use. */
  globalAt(name: string): number | undefined;
}

interface Entry {
  readonly file: CellFile;
  /** As `file.names`; with those of the last good text while the present one is broken. */
  readonly names: readonly string[];
}

function readEntry({ cell, columns }: TypedCell, before: Entry | undefined): Entry {
  const file = cellFile(cell, columns);
  const kept = file.isBroken && before ? before.names : [];
  return { file, names: [...new Set([...file.names, ...kept])] };
}

/** The first cell in page order that defines a name owns it: a second definition is the runtime's to complain about. */
function ownersOf(entries: ReadonlyMap<string, Entry>): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [id, entry] of entries)
    for (const name of entry.names) if (!owners.has(name)) owners.set(name, id);
  return owners;
}

/** What readers of a generator's name see. */
const YIELDED =
  "type Yielded<G> = G extends Generator<infer V, unknown, never> | AsyncGenerator<infer V, unknown, never> ? V : G;";

/** Re-exports every cell's names; a script makes globals of them, as a module could not. */
function cellsModule(owners: ReadonlyMap<string, string>, entries: ReadonlyMap<string, Entry>): string {
  const lines = [...owners].map(([name, id]) =>
    entries.get(id)?.file.streams.includes(name) === true
      ? `import { ${name} as ${name}$ } from ".${cellPath(id)}"; export declare const ${name}: Yielded<typeof ${name}$>;`
      : `export { ${name} } from ".${cellPath(id)}";`,
  );
  return [YIELDED, ...lines, "export {};", "export as namespace Cells;"].join("\n");
}

function namesScript(owners: ReadonlyMap<string, string>, engine: readonly string[]): string {
  const own = [...owners.keys()].map((name) => `import ${name} = Cells.${name};`);
  const lookback = engine
    .filter((name) => !owners.has(name))
    .map((name) => `import ${name} = Lookback.${name};`);
  return [...own, ...lookback].join("\n");
}

/** Opens an empty notebook; a class would only hide what is one closure over the files. */
export function openCellProgram(declarations: Declarations): CellProgram {
  const files = createVirtualFiles(declarations.files);
  let entries = new Map<string, Entry>();
  let owners = new Map<string, string>();
  const roots = () => [
    NAMES,
    CELLS,
    "/host.d.ts",
    "/lookback/index.d.ts",
    ...[...entries.keys()].map(cellPath),
  ];
  const service = ts.createLanguageService(createServiceHost(files, roots));

  const update = (order: readonly string[], changed: readonly TypedCell[]): void => {
    const before = entries;
    const fresh = new Map(
      changed.map((typed) => [typed.cell.id, readEntry(typed, before.get(typed.cell.id))]),
    );
    entries = new Map();
    for (const id of order) {
      const entry = fresh.get(id) ?? before.get(id);
      if (entry !== undefined) entries.set(id, entry);
    }
    for (const id of before.keys()) if (!entries.has(id)) files.delete(cellPath(id));
    for (const [id, { file }] of entries) files.set(cellPath(id), file.text);
    owners = ownersOf(entries);
    files.set(CELLS, cellsModule(owners, entries));
    files.set(NAMES, namesScript(owners, declarations.names));
  };
  update([], []);

  /** The cells that a cell's types may follow from, itself first. */
  const sources = (cellId: string): string[] => {
    const found = new Set([cellId]);
    for (const id of found)
      for (const name of entries.get(id)?.file.mentions ?? []) {
        const owner = owners.get(name);
        if (owner !== undefined) found.add(owner);
      }
    return [...found];
  };

  return {
    service,
    update,
    file: (cellId) => entries.get(cellId)?.file,
    owner: (name) => owners.get(name),
    stamp: (cellId) =>
      sources(cellId)
        .map((id) => `${id}:${files.get(cellPath(id))?.version ?? 0}`)
        .join(),
    toCell(path, span) {
      const cellId = cellIdOf(path);
      const file = cellId === undefined ? undefined : entries.get(cellId)?.file;
      if (cellId === undefined || file === undefined) return null;
      const from = span.start - file.prefix;
      const to = from + span.length;
      return from < 0 || to > file.length ? null : { cellId, from, to };
    },
    globalAt(name) {
      const marker = `import ${name} = Cells.`;
      const at = files.get(NAMES)?.text.indexOf(marker) ?? -1;
      return at < 0 ? undefined : at + "import ".length;
    },
  };
}
