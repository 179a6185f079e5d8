import ts from 'typescript';

/** What the architecture test looks at in one file. */
export interface SourceFile {
  /** From the root of the project, with `/`. */
  readonly path: string;
  /** Specifiers as written, of static and dynamic imports, re-exports and types. */
  readonly imports: readonly string[];
  /** Names used: `a`, `a.b`, `new A()` without arguments, `a()` of a name that the file does not declare. */
  readonly uses: ReadonlySet<string>;
  readonly exportedNames: readonly string[];
  /** Whether it consists of re-exports alone. */
  readonly isBarrel: boolean;
  readonly lineCount: number;
}

/** Reads one TypeScript or JavaScript file. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const uses = new Set<string>();
  const declared = new Set<string>();
  const called = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) (isDeclaredName(node) ? declared : uses).add(node.text);
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      uses.add(`${node.expression.text}.${node.name.text}`);
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) called.add(node.expression.text);
    if (ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0) {
      uses.add(`new ${node.expression.getText()}()`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  for (const name of called) if (!declared.has(name)) uses.add(`${name}()`);
  return {
    path,
    imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
    uses,
    exportedNames: tree.statements.flatMap(exportedNamesOf),
    isBarrel: tree.statements.length > 0 && tree.statements.every(isReExport),
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
  };
}

function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isImportSpecifier(parent)) &&
    parent.name === node
  );
}

function isReExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

function exportedNamesOf(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    if (clause === undefined || ts.isNamespaceExport(clause)) return ['*'];
    return clause.elements.map(({ name }) => name.text);
  }
  const isExported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
  if (isExported !== true) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}
