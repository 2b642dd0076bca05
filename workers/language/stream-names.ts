import * as ts from "typescript";

const bare = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? bare(node.expression) : node;

const isGeneratorFunction = (node: ts.Node): boolean =>
  (ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)) && node.asteriskToken !== undefined;

const declarations = (statement: ts.Statement): readonly ts.VariableDeclaration[] =>
  ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];

/** The generator functions that a cell declares under a name. */
function generatorNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && isGeneratorFunction(statement) && statement.name)
      names.add(statement.name.text);
    for (const { name, initializer } of declarations(statement))
      if (ts.isIdentifier(name) && initializer && isGeneratorFunction(bare(initializer)))
        names.add(name.text);
  }
  return names;
}

/** The names of a cell that are declared as the call of a generator function which the cell has itself. */
export function streamNames(file: ts.SourceFile): string[] {
  const generators = generatorNames(file);
  return file.statements.flatMap(declarations).flatMap(({ name, initializer }) => {
    if (!ts.isIdentifier(name) || initializer === undefined) return [];
    const call = bare(initializer);
    const callee = ts.isCallExpression(call) ? bare(call.expression) : undefined;
    const isStream =
      callee !== undefined &&
      (isGeneratorFunction(callee) || (ts.isIdentifier(callee) && generators.has(callee.text)));
    return isStream ? [name.text] : [];
  });
}
