/** Docstrings name existing parameters: each `@param` is a parameter of its function, or a field of one. */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** `@param` tags of a TypeScript source that name no parameter, as `function: name`. */
function lacking(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const parameters = parametersOf(node)
    if (parameters) {
      const names = new Set(parameters.flatMap(({ name }) => namesIn(name)))
      const tags = ts.getJSDocTags(node).filter(ts.isJSDocParameterTag)
      for (const { name } of tags)
        if (!names.has(name.getText())) found.push(`${path}: ${nameOf(node)}: ${name.getText()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...new Set(found)]
}

/** The parameters of a function, a method, or a constant or field that is a function. */
function parametersOf(node: ts.Node): readonly ts.ParameterDeclaration[] | undefined {
  if (ts.isFunctionLike(node)) return node.parameters as readonly ts.ParameterDeclaration[]
  if (!ts.isVariableStatement(node)) return undefined
  const [declared] = node.declarationList.declarations
  const made = declared?.initializer
  if (!made || !ts.isArrowFunction(made)) return undefined
  const inner = ts.isArrowFunction(made.body) ? made.body.parameters : [] // a function that returns a function
  return [...made.parameters, ...inner]
}

/** The names of a parameter; a destructured one has the names of its fields. */
const namesIn = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((each) =>
        ts.isOmittedExpression(each)
          ? []
          : [...(each.propertyName ? [each.propertyName.getText()] : []), ...namesIn(each.name)]
      )

const nameOf = (node: ts.Node): string =>
  ts.isVariableStatement(node)
    ? node.declarationList.declarations[0]!.name.getText()
    : ((node as ts.FunctionLikeDeclaration).name?.getText() ?? 'a function')

test('names existing parameters', () => {
  const files = globSync('{app,kernels,engine,main,renderer}/**/*.ts')
  expect(files.flatMap((file) => lacking(file, readFileSync(file, 'utf8')))).toEqual([])
})

test.each([
  ['/** @param b what is not there */\nexport function add(a: number): number { return a }', ['x.ts: add: b']],
  ['class A {\n  /** @param b no more */\n  add(): void {}\n}', ['x.ts: add: b']],
  ['/** @param a there */\nexport const add = ({ a }: { a: number }) => a', []]
])('detects one that does not exist: %s', (text, found) => expect(lacking('x.ts', text)).toEqual(found))
