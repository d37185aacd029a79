import type {Member, TextProblem, Tree} from '../tree.ts'

type Merged = {readonly tree: Tree} | {readonly problems: readonly TextProblem[]}

const MERGE = '<<'
/** Members that all merges of a document may bring; each may bring what another one merged. */
const MOST_MEMBERS = 100_000

/**
 * The document with its merge keys (`<<: *defaults`) taken up, as YAML 1.1 and DVC read them: what a mapping says itself
 * wins, and of several that are merged the first.
 */
export function takeUpMerges(tree: Tree): Merged {
  const problems: TextProblem[] = []
  let brought = 0

  function taken(here: Tree): Tree {
    if (here.kind === 'list') {
      const items = here.items.map(taken)
      return items.every((item, at) => item === here.items[at]) ? here : {...here, items}
    }
    if (here.kind !== 'object') return here
    const own = new Map<string, Member>()
    let isSame = !here.members.has(MERGE)
    for (const [name, member] of here.members) {
      if (name === MERGE) continue
      const value = taken(member.value)
      if (value !== member.value) isSame = false
      own.set(name, value === member.value ? member : {...member, value})
    }
    const merge = here.members.get(MERGE)
    if (merge === undefined) return isSame ? here : {...here, members: own}
    for (const source of sourcesOf(merge)) {
      if (source.kind !== 'object') continue
      for (const [name, member] of source.members) {
        if (own.has(name)) continue
        if (++brought > MOST_MEMBERS) throw new RangeError('too many merged keys')
        own.set(name, member)
      }
    }
    return {...here, members: own}
  }

  function sourcesOf({key, value}: Member): readonly Tree[] {
    const sources = (value.kind === 'list' ? value.items : [value]).map(taken)
    if (sources.some(({kind}) => kind !== 'object')) {
      problems.push({...key, message: 'a merge key takes a mapping or a list of mappings'})
    }
    return sources
  }

  try {
    const whole = taken(tree)
    return problems.length > 0 ? {problems} : {tree: whole}
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return {problems: [{line: tree.line, column: tree.column, message: error.message}]}
  }
}
