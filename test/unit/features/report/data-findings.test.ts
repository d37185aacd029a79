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
