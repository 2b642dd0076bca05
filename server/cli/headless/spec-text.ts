import { statSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { EngineError } from "#engine/errors.ts";

const MAX_SPEC_BYTES = 5_000_000;

/** A comment where JSON has white space: before the first member, or behind a brace, a bracket or a comma. */
const COMMENTED = /(?:^|[{}[\],])\s*\/[/*]/;

/** Reads a spec's file as text. @throws EngineError "bad-spec" where there is none, "over-limit" past 5 MB. */
export function readSpecText(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new EngineError("bad-spec", `no file ${path}; give the path of a spec`);
  if (found.size <= MAX_SPEC_BYTES) return readFileSync(path, "utf8");
  throw new EngineError("over-limit", `spec too large: ${path}; use ${MAX_SPEC_BYTES} bytes or fewer`);
}

/**
 * A spec's text as plain data. JSON is YAML, and YAML's parser says where a mistake stands. What it would only warn of is a mistake here.
 *
 * @param path What the text is called in messages.
 * @throws EngineError "bad-spec" with the line (1-based) where it is known.
 */
export function parseSpecText(text: string, path: string): unknown {
  if (path.endsWith(".json")) refuseComments(text, path);
  const document = parseDocument(text, { prettyErrors: true, logLevel: "error" });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const line = problem.linePos?.[0].line;
    const message = problem.message.split("\n")[0]?.replace(/:$/, "") ?? "not YAML";
    throw new EngineError("bad-spec", `${path}: ${message}`, line === undefined ? {} : { line });
  }
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    // Aliases that unfold into too much.
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError("bad-spec", `${path}: ${message}; write the parts out`);
  }
}

function refuseComments(text: string, path: string): void {
  const found = COMMENTED.exec(text);
  if (!found || isJson(text)) return;
  const line = text.slice(0, found.index + found[0].length).split("\n").length;
  const message = `${path}: comment on line ${line}, which JSON has none of; take it out, or name the file .yaml and write #`;
  throw new EngineError("bad-spec", message, { line });
}

/** What looks like a comment may stand in a text of sound JSON. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
