import {type Tree, treeAt} from '../tree.ts'

/** `rmse: 3.41` and the like, as people print what came out. */
const PRINTED = /\b([A-Za-z][A-Za-z0-9_]{1,30})\s*[:=]\s*[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?\b/g
const MOST = 100

/** Names beside numbers in the outputs that a notebook keeps. */
export function printedNames(tree: Tree): readonly string[] {
  const names = new Set<string>()
  for (const cell of itemsOf(treeAt(tree, ['cells']))) {
    for (const output of itemsOf(treeAt(cell, ['outputs']))) {
      for (const path of [['text'], ['data', 'text/plain']]) {
        for (const [, name = ''] of textOf(treeAt(output, path)).matchAll(PRINTED)) {
          if (names.size < MOST) names.add(name)
        }
      }
    }
  }
  return [...names]
}

function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : []
}

function textOf(tree: Tree | undefined): string {
  if (tree?.kind === 'text') return tree.value
  return itemsOf(tree)
    .map(item => (item.kind === 'text' ? item.value : ''))
    .join('')
}
