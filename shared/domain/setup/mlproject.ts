import {splitCommand} from '../command-line.ts'
import {plainOf, type Tree, treeAt} from '../tree.ts'

/**
 * The command of the main entry point of an MLproject, with its defaults filled in; nothing where it needs a value or a
 * shell, or where there is no such command.
 */
export function mlprojectCommand(tree: Tree): readonly string[] | undefined {
  const main = treeAt(tree, ['entry_points', 'main'])
  const command = main && treeAt(main, ['command'])
  if (main === undefined || command?.kind !== 'text') return undefined
  const values = defaultsOf(treeAt(main, ['parameters']))
  let isWhole = true
  const filled = command.value.trim().replace(/\{([\w.-]+)\}/g, (_, name: string) => {
    const value = values.get(name)
    // A value is one word; one that is more would be cut into several.
    if (value === undefined || !/^[\w./:+-]+$/.test(value)) isWhole = false
    return value ?? ''
  })
  const split = splitCommand(filled)
  return isWhole && 'argv' in split ? split.argv : undefined
}

function defaultsOf(parameters: Tree | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  if (parameters?.kind !== 'object') return values
  for (const [name, {value}] of parameters.members) {
    const fallback = treeAt(value, ['default'])
    const plain = fallback && fallback !== value ? plainOf(fallback) : undefined
    if (typeof plain === 'string' || typeof plain === 'number') values.set(name, String(plain))
  }
  return values
}
