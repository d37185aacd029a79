import {noiseOfExamples} from '../shared/domain/example-noise.ts'
import type {ExampleTable} from '../shared/domain/example-table.ts'
import {judge} from '../shared/domain/judgement.ts'
import type {MetricRecord} from '../shared/domain/metric-record.ts'
import type {NoiseOf} from '../shared/domain/noise.ts'
import {noiseOfRecords} from '../shared/domain/record-noise.ts'
import {parseRule} from '../shared/domain/rules/parser.ts'
import {type Draw, fill, normals, tally, uniforms} from './simulation.ts'

const METRICS = 20
const ROWS = 100
const NAMES = Array.from({length: METRICS}, (_, metric) => `metric_${metric}`)
/** What a test of one metric alone sees in 80 of 100, one-sided at 5 %, in standard errors. */
const SEEN = 2.486
const RULES = NAMES.map(name => {
  const parsed = parseRule(`${name} <= baseline`)
  if ('problem' in parsed) throw new Error(parsed.problem.message)
  return parsed.rule
})

type Comparison = {
  readonly candidate: readonly MetricRecord[]
  readonly baseline: readonly MetricRecord[]
  readonly noise: NoiseOf
}
/** Models that differ by chance alone, but for the first metric, which is worse by so many standard errors. */
type Make = (normal: Draw, rho: number, harm: number) => Comparison

/** Standard normal numbers that correlate by ρ. */
function correlated(normal: Draw, rho: number): Float64Array {
  const common = Math.sqrt(rho) * normal()
  return fill(METRICS, () => common + Math.sqrt(1 - rho) * normal())
}

const byExample: Make = (normal, rho, harm) => {
  const before = Array.from({length: ROWS}, () => fill(METRICS, normal))
  const after = before.map(row => {
    const moved = correlated(normal, rho)
    return row.map((score, metric) => {
      const worse = metric === 0 ? harm / Math.sqrt(ROWS) : 0
      return score + (moved[metric] ?? 0) + worse
    })
  })
  const [candidate, baseline] = [tableOf(after), tableOf(before)]
  return {
    candidate: meansOf(candidate),
    baseline: meansOf(baseline),
    noise: noiseOfExamples([candidate], [baseline]).noise,
  }
}

function tableOf(rows: readonly Float64Array[]): ExampleTable {
  return {
    source: 'scores.jsonl',
    ids: rows.map((_, row) => `example ${row}`),
    scores: NAMES.map((name, metric) => ({
      key: [name],
      values: Float64Array.from(rows, row => row[metric] ?? Number.NaN),
    })),
  }
}

function meansOf({source, scores}: ExampleTable): readonly MetricRecord[] {
  return scores.map(({key, values}) => {
    const value = values.reduce((sum, one) => sum + one, 0) / values.length
    return {key: [...key], value, n: values.length, source}
  })
}

const byStatedErrors: Make = (normal, rho, harm) => {
  const side = (worse: number): readonly MetricRecord[] => {
    const values = correlated(normal, rho)
    return NAMES.map((name, metric) => ({
      key: [name],
      value: 100 + (values[metric] ?? 0) + (metric === 0 ? worse : 0),
      stderr: 1,
      n: ROWS,
      source: 'metrics.json',
    }))
  }
  const [candidate, baseline] = [side(harm * Math.SQRT2), side(0)]
  return {candidate, baseline, noise: noiseOfRecords(candidate, baseline)}
}

const KINDS = [
  {kind: 'scores by example', make: byExample, times: 1},
  {kind: 'stated errors', make: byStatedErrors, times: 4},
]

/** Comparisons that the gate fails, with twenty blocking rules, each that its metric may lose nothing. */
export function familyOfRules(rounds: number): string {
  const seen = tally()
  for (const {kind, make, times} of KINDS) {
    for (const [harm, what] of [
      [0, 'equally good'],
      [SEEN, 'one metric worse'],
    ] as const) {
      for (const rho of [0, 0.5, 0.9]) {
        const normal = normals(uniforms(17 + rho * 10 + harm))
        for (let round = 0; round < times * rounds; round++) {
          const models = make(normal, rho, harm)
          const noise = remembered(models.noise)
          for (const [correction, by] of [
            ['holm', 'Holm'],
            ['none', 'no correction'],
          ] as const) {
            const {verdict} = judge({...models, rules: RULES, noise, settings: {correction}})
            seen.note(`${kind}, ${what}: ${by}`, `correlation ${rho}`, verdict === 'fail')
          }
          if (harm > 0) continue
          const points = judge({...models, rules: RULES, noise: undefined})
          const row = `${kind}, ${what}: values alone`
          seen.note(row, `correlation ${rho}`, points.verdict === 'fail')
        }
      }
    }
  }
  return seen.table('what is known, truth: correction')
}

/** The tests of a comparison are the same whatever is made of them. */
function remembered(noise: NoiseOf): NoiseOf {
  const known = new Map<string, ReturnType<NoiseOf>>()
  return (rule, ask) => {
    const found = known.get(rule.metric) ?? noise(rule, ask)
    known.set(rule.metric, found)
    return found
  }
}
