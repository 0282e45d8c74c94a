/** The import rules of the house, judged on the syntax tree of one file at a time. */
import { dirname, posix } from 'node:path';
import ts from 'typescript';
import { rules } from './architecture-rules.ts';

export interface SourceFile {
  /** From the root, with slashes: `packages/protocol/src/grants/index.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly rule: keyof typeof rules.sentences;
  readonly detail: string;
}

interface Import {
  readonly specifier: string;
  readonly line: number;
}

type Report = (rule: Breach['rule'], line: number, detail: string) => void;

export function breachesOf(file: SourceFile): readonly Breach[] {
  const breaches: Breach[] = [];
  const report: Report = (rule, line, detail) => breaches.push({ path: file.path, line, rule, detail });
  judgeForm(file, report);
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const lineOf = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push({ specifier: specifier.text, line: lineOf(specifier) });
    const machine = machineName(node);
    if (machine !== undefined && mustNotTouchMachine(file.path)) report('machine', lineOf(node), machine);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const packageName = packageOf(file.path);
  const room = roomOf(file.path);
  if (packageName === 'protocol' && !isTest(file.path) && layerOf(room) === undefined) {
    report('layer', 1, `${room} has no layer yet: add it to the table`);
  }
  if (packageName !== undefined)
    for (const found of imports) judgeImport(file.path, packageName, found, report);
  return breaches;
}

const packageOf = (path: string) => /^packages\/([^/]+)\/src\//.exec(path)?.[1];
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

function judgeForm({ path, text }: SourceFile, report: Report): void {
  const [name = ''] = posix.basename(path).split('.');
  if (rules.forbiddenFileNames.includes(name)) report('name', 1, name);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines > rules.mostLines && !rules.tablesOfData.includes(path)) report('size', 1, `${lines} lines`);
  const opening = text.replace(/^#!.*\n/, '');
  if (!/^\/\*\*\s/.test(opening)) report('opening', 1, 'starts otherwise');
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | undefined {
  const from =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined;
  return from !== undefined && ts.isStringLiteralLike(from) ? from : undefined;
}

const mustNotTouchMachine = (path: string) => {
  const name = packageOf(path);
  return name !== undefined && !rules.mayTouchMachine.includes(name) && !isTest(path);
};

/** What the node takes from the machine: its clock, its randomness, its environment. */
function machineName(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && rules.machineIdentifiers.includes(node.text)) return node.text;
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
    return (node.arguments ?? []).length === 0 ? 'new Date()' : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  const member = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)
      ? node.argumentExpression.text
      : undefined;
  if (member === undefined) return undefined;
  const owner =
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : node;
  const name = `${owner.getText().replace(/^globalThis\./, '')}.${member}`;
  return rules.machineMembers.includes(name) ? name : undefined;
}

function judgeImport(path: string, packageName: string, { specifier, line }: Import, report: Report): void {
  if (specifier.startsWith('.')) {
    const target = posix.join(dirname(path), specifier);
    if (packageOf(target) !== packageName) report('inside', line, specifier);
    else if (packageName === 'protocol' && !isTest(path)) judgeLayers(path, target, line, report);
    return;
  }
  if (rules.forbiddenModules[packageName]?.some(prefix => isModule(specifier, prefix))) {
    report('module', line, specifier);
  }
  const other = /^@symbolon\/([^/]+)(\/.*)?$/.exec(specifier);
  if (other === null) return;
  if (other[2]?.startsWith('/src')) report('inside', line, specifier);
  const name = other[1] ?? '';
  if (name !== packageName && !rules.mayImport[packageName]?.includes(name)) {
    report('package', line, `${packageName} → ${name}`);
  }
}

const isModule = (specifier: string, name: string) => specifier === name || specifier.startsWith(`${name}/`);

function judgeLayers(from: string, to: string, line: number, report: Report): void {
  const [source, target] = [roomOf(from), roomOf(to)];
  const [sourceLayer, targetLayer] = [layerOf(source), layerOf(target)];
  if (sourceLayer !== undefined && targetLayer !== undefined && targetLayer > sourceLayer) {
    report('layer', line, `${source} → ${target}`);
  }
  const areSiblings = source === target && rules.withoutSiblings.includes(source);
  const [fileName, targetName] = [posix.basename(from), posix.basename(to)];
  if (areSiblings && fileName !== 'index.ts' && !rules.sharedBySiblings.includes(targetName)) {
    report('sibling', line, `${fileName} → ${targetName}`);
  }
}

/** The folder directly under `src`, or the name of a file that lies there itself. */
function roomOf(path: string): string {
  const [first = '', ...rest] = path.replace(/^packages\/protocol\/src\//, '').split('/');
  return rest.length === 0 ? first.replace(/\.tsx?$/, '') : first;
}

const layerOf = (room: string) => {
  const index = rules.protocolLayers.findIndex(layer => layer.includes(room));
  return index < 0 ? undefined : index;
};
