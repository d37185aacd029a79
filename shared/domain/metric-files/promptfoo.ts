import type {MetricRecord} from '../metric-record.ts'
import {plainOf, type TextProblem, type Tree} from '../tree.ts'
import {exampleRows} from './example-rows.ts'
import {memberOf, numberOf, textOf} from './fields.ts'
import {itemsOf, problemOf} from './list-items.ts'
import type {TreeFormat} from './reading.ts'

const MOST_NAMED = 200
const MOST_PROBLEMS = 20
const HIGHER = {direction: 'higher'} as const

/** What `promptfoo eval -o output.json` writes: one result for each test and prompt. */
export const promptfoo: TreeFormat = {
  name: 'promptfoo',
  title: 'promptfoo results',
  recognise(tree) {
    const results = memberOf(tree, 'results')
    return memberOf(results, 'stats') && itemsOf(memberOf(results, 'results'))
      ? 'it has results with stats'
      : undefined
  },
  read(tree, source) {
    const results = memberOf(tree, 'results')
    const items = itemsOf(memberOf(results, 'results'))
    if (!results || !items) return {problems: [problemOf(tree, 'has no list results.results')]}
    if (items.length === 0)
      return {problems: [problemOf(results, 'holds no result: no test was run')]}
    const problems: TextProblem[] = []
    const rows = exampleRows()
    for (const [index, item] of items.entries()) {
      const problem = addResult(rows, item, index)
      if (problem !== undefined) problems.push(problemOf(item, problem))
      if (problems.length === MOST_PROBLEMS) break
    }
    const stats = memberOf(results, 'stats')
    const counts = ['successes', 'failures', 'errors'].map(name => ({
      name,
      count: numberOf(memberOf(stats, name)),
    }))
    const told = counts.reduce((sum, {count = 0}) => sum + count, 0)
    if (told !== items.length) {
      problems.push(
        problemOf(
          stats ?? tree,
          `its counts are of ${told} results, and there are ${items.length}`,
        ),
      )
    }
    if (problems.length > 0) return {problems}
    const {metrics, examples} = rows.reading(source)
    const counted = counts.map(({name, count = 0}): MetricRecord => {
      const direction = name === 'successes' ? 'higher' : 'lower'
      return {key: [name], value: count, source, direction, dtype: 'int'}
    })
    const errors = counts.find(({name}) => name === 'errors')?.count ?? 0
    return {
      metrics: [...metrics, ...counted],
      examples,
      ...(errors > 0
        ? {warnings: [`${errors} of ${items.length} tests ended with an error and count as failed`]}
        : {}),
    }
  },
}

function addResult(
  rows: ReturnType<typeof exampleRows>,
  item: Tree,
  index: number,
): string | undefined {
  const success = memberOf(item, 'success')
  if (success?.kind !== 'flag') return 'does not say whether it is a success'
  const test = numberOf(memberOf(item, 'testIdx'))
  const prompt = numberOf(memberOf(item, 'promptIdx'))
  const id = test === undefined ? `result ${index + 1}` : `test ${test} prompt ${prompt ?? 0}`
  const named = memberOf(item, 'namedScores')
  const names = named?.kind === 'object' ? [...named.members.keys()] : []
  if (names.length > MOST_NAMED) return `has more than ${MOST_NAMED} named scores`
  const problem = rows.add({id, line: item.line, hash: fingerprint(item)}, [
    {key: ['pass_rate'], value: Number(success.value), ...HIGHER},
    {key: ['score'], value: numberOf(memberOf(item, 'score')) ?? 'null', ...HIGHER},
    ...names.flatMap(name => [
      {key: ['named', name], value: numberOf(memberOf(named, name)) ?? ('null' as const)},
    ]),
  ])
  return problem === undefined ? undefined : `${id} ${problem}`
}

/** Tells one test from another: its variables and the text of its prompt, shortened by a checksum. */
function fingerprint(item: Tree): string {
  const vars = memberOf(item, 'vars') ?? memberOf(memberOf(item, 'testCase'), 'vars')
  const text = `${vars ? JSON.stringify(plainOf(vars)) : ''}\n${textOf(memberOf(memberOf(item, 'prompt'), 'label')) ?? ''}`
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
  }
  return [a, b].map(part => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
