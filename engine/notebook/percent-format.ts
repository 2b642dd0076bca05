import { EngineError } from "../errors.ts";
import { definedName } from "./cell-code.ts";
import { parseMarker, printKey, printMarker, quote, unquote } from "./cell-marker.ts";
import type { Marker } from "./cell-marker.ts";
import { cellKind, NOTEBOOK_LIMITS, notebookRun, runMode } from "./document.ts";
import type { NotebookCell, NotebookDocument, NotebookRun } from "./document.ts";
import { UNKNOWN_KIND, unknownKindOf, withoutUnknownKind } from "./unknown-kind.ts";
import { isWrapped, unwrapSource, wrapSource } from "./wrapped-source.ts";

/** Version of the file format, printed as `nb`; a newer file is refused rather than misread. */
export const FILE_VERSION = 1;

const OPEN = "// --- notebook";
const CLOSE = "// ---";
const BREAK = /(\r\n|[\n\r\u2028\u2029])/;

/** Every JavaScript line of a text as a comment line; the text's own line breaks are kept. */
const comment = (text: string) =>
  text
    .split(BREAK)
    .map((part, i) => (i % 2 === 1 ? part : part === "" ? "//" : `// ${part}`))
    .join("");

const uncomment = (text: string) =>
  text
    .split(BREAK)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/^\/\/ ?/, "")))
    .join("");

// A line of the file begins after \n only; the regular expression flag `m` would also see \r and U+2028.
const escapeMarkers = (body: string) => body.replace(/(?<![^\n])\/\/ (?=\\*%%)/g, "// \\");
const unescapeMarkers = (body: string) => body.replace(/(?<![^\n])\/\/ \\(?=\\*%%)/g, "// ");

function printBody(cell: NotebookCell): string {
  if (cell.kind === "md") return comment(cell.source);
  return cell.kind === "ts" ? cell.source : wrapSource(cell);
}

function printCell(cell: NotebookCell): string {
  const own: Record<string, string> = { id: cell.id };
  const isInCall = isWrapped(cell.kind) && definedName(cell) !== undefined;
  if (cell.name !== undefined && !isInCall) own["name"] = cell.name;
  if (cell.run !== undefined) own["run"] = cell.run;
  const unknown = unknownKindOf(cell);
  const { meta } = unknown ? withoutUnknownKind(cell) : cell;
  const marker = printMarker(unknown ?? cell.kind, own, meta);
  return `${marker}\n${escapeMarkers(printBody(cell))}\n`;
}

const bareValue = (value: string) => (/^[^"\s](?:.*\S)?$/.test(value) ? value : quote(value));

/**
 * Prints a notebook as a `.nb.ts` file: plain TypeScript, percent style, no outputs inside.
 *
 * @returns Text that {@link parseNotebook} reads back to an equal document, whatever the cells contain.
 */
export function printNotebook(document: NotebookDocument): string {
  const header = [
    OPEN,
    `// title: ${quote(document.title)}`,
    `// nb: ${FILE_VERSION}`,
    ...(document.run === undefined ? [] : [`// run: ${document.run}`]),
    ...Object.entries(document.meta ?? {}).map(
      ([k, v]) => `// ${printKey(k, ["title", "nb", "run"])}: ${bareValue(v)}`,
    ),
    CLOSE,
  ].join("\n");
  return [`${header}\n`, ...document.cells.map(printCell)].join("\n");
}

interface Header {
  readonly title: string;
  readonly run: NotebookRun | undefined;
  readonly meta: Record<string, string>;
  /** Lines that are no header lines (a conflict, say): shown in a cell, never dropped. */
  readonly stray: readonly string[];
  readonly length: number;
}

const HEADER_LINE = /^\/\/ (?:("(?:[^"\\]|\\.)*")|([^":]+)):\s*(.*?)\s*$/;

function parseHeader(text: string): Header {
  if (!text.startsWith(`${OPEN}\n`)) return { title: "", run: undefined, meta: {}, stray: [], length: 0 };
  let title = "";
  let run: NotebookRun | undefined;
  const meta: [string, string][] = [];
  const stray: string[] = [];
  let at = OPEN.length + 1;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (line.startsWith("// %%")) break;
    at = end < 0 ? text.length : end + 1;
    if (line === CLOSE) break;
    const match = HEADER_LINE.exec(line);
    const [, quoted, plain, value = ""] = match ?? [];
    if (match === null) stray.push(line);
    else if (plain === "title") title = unquote(value);
    else if (plain === "nb") requireVersion(value);
    else if (plain === "run" && notebookRun.safeParse(value).success) run = notebookRun.parse(value);
    else meta.push([plain ?? unquote(quoted ?? ""), unquote(value)]);
  }
  return {
    title,
    run,
    meta: Object.fromEntries(meta),
    stray: stray.filter((line) => line.trim() !== ""),
    length: at,
  };
}

function requireVersion(value: string): void {
  if (Number(value) > FILE_VERSION)
    throw new EngineError("bad-notebook", `unknown notebook version: ${value}; update Lookback to open it`);
}

/** One piece of the file: a marker (absent for code before the first one) and the text up to the next. */
interface Piece {
  readonly marker: Marker | null;
  readonly body: string;
}

function cutPieces(text: string, stray: readonly string[]): Piece[] {
  const starts = [...text.matchAll(/(?<![^\n])\/\/ %%[^\n]*/g)].map((m) => ({ at: m.index, line: m[0] }));
  const pieces: Piece[] = [];
  const preamble = [...stray, text.slice(0, starts[0]?.at ?? text.length)].join("\n").trim();
  if (preamble !== "") pieces.push({ marker: null, body: preamble });
  starts.forEach(({ at, line }, i) => {
    const next = starts[i + 1]?.at;
    const whole = text.slice(at + line.length + 1, next ?? text.length);
    const body = next !== undefined && whole.endsWith("\n\n") ? whole.slice(0, -2) : whole.replace(/\n$/, "");
    pieces.push({ marker: parseMarker(line), body: unescapeMarkers(body) });
  });
  return pieces;
}

function toCell({ marker, body }: Piece, id: string): NotebookCell {
  const { name, run } = marker?.own ?? {};
  const extras: Record<string, string> = { ...marker?.meta };
  const mode = runMode.safeParse(run).data;
  if (run !== undefined && mode === undefined) extras["run"] = run;
  const kind = cellKind.safeParse(marker?.kind).data ?? "ts";
  if (marker && marker.kind !== "" && marker.kind !== kind) extras[UNKNOWN_KIND] = marker.kind;
  const shared: Omit<NotebookCell, "kind" | "source"> = {
    id,
    ...(mode === undefined ? {} : { run: mode }),
    ...(Object.keys(extras).length === 0 ? {} : { meta: extras }),
    ...(name === undefined ? {} : { name }),
  };
  if (kind === "md") return { ...shared, kind, source: uncomment(body) };
  const inCall = isWrapped(kind) ? unwrapSource(kind, body) : null;
  return inCall === null ? { ...shared, kind: "ts", source: body } : { ...shared, kind, ...inCall };
}

const CELL_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** A short id for a cell that has none: the same file gives the same ids. */
function freshId(wanted: string | undefined, index: number, taken: ReadonlySet<string>): string {
  if (wanted !== undefined && CELL_ID.test(wanted) && !taken.has(wanted)) return wanted;
  let id = `c${(index + 1).toString(36)}`;
  for (let n = 2; taken.has(id); n++) id = `c${(index + 1).toString(36)}-${n}`;
  return id;
}

/**
 * Reads a `.nb.ts` file; any text opens, so that a file with conflict markers shows them in its cells.
 *
 * @param text The file; CRLF files read as their LF twin.
 * @returns The document; cells without a usable id get one, code before the first marker is a cell.
 * @throws EngineError "over-limit" past {@link NOTEBOOK_LIMITS}, "bad-notebook" for a newer file version.
 */
export function parseNotebook(text: string): NotebookDocument {
  if (text.length > NOTEBOOK_LIMITS.fileBytes)
    throw new EngineError(
      "over-limit",
      `notebook of ${text.length} characters; the limit is ${NOTEBOOK_LIMITS.fileBytes}`,
    );
  const unmarked = text.replace(/^\uFEFF/, "");
  // A checkout may have turned every line break; a file of ours begins with "\n" after its first line.
  const file = /^[^\n]*\r\n/.test(unmarked) ? unmarked.replaceAll("\r\n", "\n") : unmarked;
  const header = parseHeader(file);
  const pieces = cutPieces(file.slice(header.length), header.stray);
  if (pieces.length > NOTEBOOK_LIMITS.cells)
    throw new EngineError(
      "over-limit",
      `notebook of ${pieces.length} cells; the limit is ${NOTEBOOK_LIMITS.cells}`,
    );
  const wanted = new Set(pieces.map((piece) => piece.marker?.own["id"]).filter((id) => id !== undefined));
  const taken = new Set<string>();
  const cells = pieces.map((piece, index) => {
    const own = piece.marker?.own["id"];
    const id = freshId(own, index, own === undefined ? new Set([...taken, ...wanted]) : taken);
    taken.add(id);
    return withinLimit(toCell(piece, id));
  });
  return {
    title: header.title,
    ...(header.run === undefined ? {} : { run: header.run }),
    cells,
    ...(Object.keys(header.meta).length === 0 ? {} : { meta: header.meta }),
  };
}

function withinLimit(cell: NotebookCell): NotebookCell {
  if (cell.source.length <= NOTEBOOK_LIMITS.sourceBytes) return cell;
  throw new EngineError(
    "over-limit",
    `cell of ${cell.source.length} characters; the limit is ${NOTEBOOK_LIMITS.sourceBytes}; split it`,
    { cell: cell.id },
  );
}
