import type {z} from 'zod'

type Issue = z.core.$ZodIssue
export type UnionIssue = Extract<Issue, {code: 'invalid_union'}>

/**
 * The branch of a union that the value is meant to be: one whose outer type fits. Of several mappings the one that knows
 * most of its keys.
 */
export function likelyBranch(issue: UnionIssue): readonly Issue[] | undefined {
  const [first, second] = fitting(issue)
    .map(branch => ({branch, strange: strangeKeys(branch).length}))
    .sort((a, b) => a.strange - b.strange)
  if (!first) return undefined
  return second === undefined || first.strange < second.strange ? first.branch : undefined
}

/** Keys of a mapping that no branch knows; and keys of one that another does not know, where none knows them all. */
export function keysNotKnown(issue: UnionIssue): {
  readonly strange: readonly string[]
  readonly mixed: readonly string[]
} {
  const all = fitting(issue).map(strangeKeys)
  const [first = [], ...others] = all
  return {
    strange: first.filter(key => others.every(other => other.includes(key))),
    mixed: all.every(keys => keys.length > 0) ? [...new Set(all.flat())].sort() : [],
  }
}

/** For each branch the keys that a mapping lacks to be meant by it: `rule`, and `sql and is`. */
export function missingKeys(issue: UnionIssue, has: (key: string) => boolean): readonly string[] {
  return fitting(issue).flatMap(branch => {
    const keys = branch.flatMap(({path: [key, ...inner]}) =>
      typeof key === 'string' && inner.length === 0 && !has(key) ? [key] : [],
    )
    return keys.length === 0 ? [] : [keys.join(' and ')]
  })
}

/** What the branches expect of the value itself: types by their names, and single values. */
export function expectedOf({errors}: UnionIssue): {
  readonly types: readonly string[]
  readonly values: readonly string[]
} {
  const outside = errors.flat().filter(({path}) => path.length === 0)
  return {
    types: outside.flatMap(one => (one.code === 'invalid_type' ? [one.expected] : [])),
    values: outside.flatMap(one => (one.code === 'invalid_value' ? one.values.map(String) : [])),
  }
}

function fitting(issue: UnionIssue): readonly (readonly Issue[])[] {
  return issue.errors.filter(branch => !branch.some(isWrongOutside))
}

function strangeKeys(branch: readonly Issue[]): readonly string[] {
  return branch.flatMap(one => (one.code === 'unrecognized_keys' ? one.keys : []))
}

function isWrongOutside({code, path}: Issue): boolean {
  return (code === 'invalid_type' || code === 'invalid_value') && path.length === 0
}
