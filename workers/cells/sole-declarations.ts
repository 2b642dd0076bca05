import type { SoleDeclaration } from "#engine/notebook/host.ts";
import { nodes, text } from "#engine/notebook/scopes.ts";
import type { Fields, SyntaxNode } from "#engine/notebook/scopes.ts";
import { sourceOffsets } from "./renaming.ts";

interface Declared {
  readonly statement: Fields;
  readonly declaration: Fields;
}

function variableOf(statement: Fields): Declared[] {
  const exported =
    statement.type === "ExportNamedDeclaration" ? nodes(statement["declaration"])[0] : undefined;
  const declaration = exported ?? statement;
  return declaration.type === "VariableDeclaration" ? [{ statement, declaration }] : [];
}

/** A type between a name and its value, if it is none with an arrow or an equals sign of its own. */
const UP_TO_VALUE = /^\s*(?::[^=]*)?=(?![=>])/;

/**
 * Statements of a cell's top level that declare one name with a value, by their places in its text.
 *
 * @param program Of the code without types, whose lines are those of the text; what stands before an own text is `prefix`
 *   characters long.
 */
export function soleDeclarations(
  program: SyntaxNode,
  source: string,
  code: string,
  prefix: number,
): SoleDeclaration[] {
  const offsetOf = sourceOffsets(source, code);
  return nodes((program as Fields)["body"])
    .flatMap(variableOf)
    .flatMap(({ statement, declaration }): SoleDeclaration[] => {
      const declarators = nodes(declaration["declarations"]);
      const id = nodes(declarators[0]?.["id"])[0];
      if (declarators.length !== 1 || id?.type !== "Identifier" || !declarators[0]?.["init"]) return [];
      const name = text(id["name"]);
      const [start, keyword, from] = [statement.start, declaration.start, id.start].map(offsetOf);
      if (typeof start !== "number" || typeof keyword !== "number" || typeof from !== "number") return [];
      const value = UP_TO_VALUE.exec(source.slice(from + name.length));
      if (value === null || !source.startsWith(name, from)) return [];
      const equals = from + name.length + value[0].length - 1;
      return [
        {
          name,
          start: start - prefix,
          keyword: keyword - prefix,
          equals: equals - prefix,
        },
      ];
    });
}
