import {describe, expect, test} from 'vitest'
import {type Finding, findingOf} from '../../../../shared/domain/finding.ts'
import {findingsTable} from '../../../../shared/features/report/data-findings.ts'
import {composeReport, toMarkdown} from '../../../../shared/features/report/index.ts'
import {SAMPLES} from '../../../fakes/sample-report.ts'

const broken = findingOf('schema-broken', {dataset: 'prices', message: 'prices: a column went'})
const small = findingOf('drift-small', {dataset: 'live', message: 'live: a little'})
const rows = findingOf('leakage-rows', {dataset: 'held', message: 'held: 3 of 9 rows are in both'})
const groups = findingOf('leakage-groups', {dataset: 'held', message: 'held: 2 groups'})

function report(findings: readonly Finding[]): string {
  const {better} = SAMPLES
  if (!better?.data) throw new Error('the sample has data')
  const body = {...better.data.body, findings: [...findings]}
  return toMarkdown(composeReport({...better, data: {...better.data, body}}))
}
const visible = (text: string) => text.slice(0, text.indexOf('<details>'))

describe('findings about data in the report of a model that passes', () => {
  test('leave nothing to do where there is none', () => {
    expect(report([small])).toContain('**Next:** nothing to do')
    expect(visible(report([small]))).not.toContain('Leakage')
  })

  test('ask for a repair where one fails', () => {
    const text = report([broken])
    expect(text).not.toContain('nothing to do')
    expect(text).toContain('**Next:** repair the data')
  })

  test('fail the first line, whatever the model is', () => {
    const first = (text: string) => text.split('\n', 1)[0]
    const {better} = SAMPLES
    expect(first(report([small]))).toMatch(/^### ✅ oil-price is better/)
    expect(first(report([broken, broken]))).toMatch(
      /^### ❌ data prices: 2 findings fail · oil-price is better/,
    )
    const other = {...rows, level: 'fail'} as const
    expect(first(report([broken, other]))).toMatch(/^### ❌ data: 2 findings fail · /)
    const {gate: _, ...alone} = better ?? expect.fail()
    const body = {...(alone.data ?? expect.fail()).body, findings: [broken]}
    const data = {...(alone.data ?? expect.fail()), body}
    const line = toMarkdown(composeReport({...alone, data}, 'line'))
    expect(first(line)).toMatch(/^### ⛔ data prices: 1 finding fails · oil-price: no verdict/)
    expect(toMarkdown(composeReport({...alone, data}))).toContain('**Next:** repair the data')
  })

  test('show leakage before what is folded, once', () => {
    expect(visible(report([rows, groups]))).toContain(
      '**Leakage.** held: 3 of 9 rows are in both · and 1 more, folded below',
    )
    const decides = {...rows, level: 'fail'} as const
    expect(visible(report([decides]))).not.toContain('Leakage.')
    expect(visible(report([decides]))).toContain('3 of 9 rows')
  })

  test('stand in their table with the worst first, each dataset named once', () => {
    const table = toMarkdown({blocks: findingsTable([small, rows, broken])})
    const lines = table.split('\n').filter(line => line.startsWith('| `'))
    expect(lines).toEqual([
      '| `schema-broken` fails | `prices` | a column went |  |',
      '| `leakage-rows` warns | `held` | 3 of 9 rows are in both |  |',
      '| `drift-small` told | `live` | a little |  |',
    ])
  })
})

describe('what the datasets hold', () => {
  const {better} = SAMPLES
  const data = better?.data ?? expect.fail()
  const [one] = data.body.datasets
  const datasets = ['first', 'second', 'third', 'bare'].map(name => ({
    ...(one ?? expect.fail()),
    name,
    ...(name === 'bare' ? {} : {profile: {rows: 7}}),
  }))
  const counts = {added: 0, removed: 0, modified: 1, renamed: 0}
  function told(statuses: readonly ('changed' | 'unchanged' | 'added')[]): string {
    const changes = statuses.map((status, at) => ({
      name: datasets[at]?.name ?? '',
      status,
      counts: status === 'changed' ? counts : {...counts, modified: 0},
    }))
    const change = {datasets: changes, parameters: []}
    const body = {...data.body, datasets, ...(statuses.length > 0 ? {change} : {})}
    const input = {...(better ?? expect.fail()), data: {...data, body}}
    return toMarkdown(composeReport(input))
  }

  test('is told of all where nothing is compared', () => {
    const text = told([])
    expect(text.match(/7 rows/g)).toHaveLength(3)
    expect(text).not.toContain('not described again')
  })

  test('is told of those that changed; the others are one line', () => {
    const text = told(['changed', 'unchanged', 'unchanged', 'unchanged'])
    expect(text.match(/7 rows/g)).toHaveLength(1)
    expect(text).toContain('Unchanged, so not described again: `second`, `third`.')
  })
})
