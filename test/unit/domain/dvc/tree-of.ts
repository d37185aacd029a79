import type {Tree} from '../../../../shared/domain/tree.ts'
import {parseYamlTree} from '../../../../shared/platform/yaml.ts'

/** A YAML text as the readers of DVC's files are given it. */
export async function treeOf(text: string): Promise<Tree> {
  const parsed = await parseYamlTree(text, undefined, {keepsSource: true})
  if ('tree' in parsed) return parsed.tree
  throw new Error(JSON.stringify(parsed.problems))
}
