import type {TextProblem, Tree} from '../tree.ts'
import {fieldsOf} from './fields.ts'

/** What a pipeline offers to others under a name. */
export type Artifact = {readonly name: string; readonly path: string; readonly type?: string}

const KEYS = new Set('path type desc labels meta'.split(' '))

export function readArtifacts(
  tree: Tree | undefined,
  problems: TextProblem[],
): readonly Artifact[] {
  if (tree?.kind !== 'object') return []
  return [...tree.members].flatMap(([name, {value}]) => {
    const fields = fieldsOf(value, `artifact ${name}`, {known: KEYS, problems})
    const path = fields?.text('path')
    const type = fields?.text('type')
    if (path === undefined) {
      fields?.refuse('path', `artifact ${name} needs a path`)
      return []
    }
    return [{name, path, ...(type === undefined ? {} : {type})}]
  })
}
