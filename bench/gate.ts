import {parseJsonTree} from '../shared/domain/formats/json.ts'
import {judge} from '../shared/domain/judgement.ts'
import {collectMetrics} from '../shared/domain/metric.ts'
import type {MetricRecord} from '../shared/domain/metric-record.ts'
import {parseRule} from '../shared/domain/rules/parser.ts'
import {interleave, median, milliseconds, printRows} from './measure.ts'

const METRICS = 10_000

/** Reading and judging 10,000 metrics, against the platform's own JSON reader and a bare loop over the same numbers. */
export async function benchGate(rounds: number): Promise<void> {
  const values = Array.from({length: METRICS}, (_, index) => [`metric_${index}`, 1 + index / 1e6])
  const text = JSON.stringify(Object.fromEntries(values), null, 1)
  const rules = values.map(([name]) => {
    const parsed = parseRule(`${name} <= baseline + 2%`)
    if ('problem' in parsed) throw new Error(parsed.problem.message)
    return parsed.rule
  })
  const byPattern = Array.from({length: 10}, (_, digit) => {
    const parsed = parseRule(`metric_*${digit} <= baseline + 2 % relative`)
    if ('problem' in parsed) throw new Error(parsed.problem.message)
    return parsed.rule
  })
  const read = (): readonly MetricRecord[] => {
    const parsed = parseJsonTree(text)
    if ('problems' in parsed) throw new Error('the benchmark wrote broken JSON')
    const collected = collectMetrics(parsed.tree, 'metrics.json')
    if ('problems' in collected) throw new Error('the benchmark wrote no metrics')
    return collected.metrics
  }
  const baseline = read()
  let passed = 0
  const times = await interleave(rounds, [
    () => {
      if (judge({rules, candidate: read(), baseline}).verdict === 'pass') passed++
    },
    () => {
      if (judge({rules: byPattern, candidate: baseline, baseline}).verdict === 'pass') passed++
    },
    () => {
      const plain = JSON.parse(text) as Record<string, number>
      for (const [name, value] of Object.entries(plain))
        if (value <= Number(plain[name]) * 1.02) passed++
    },
  ])
  const [ours = 0, patterns = 0, peer = 0] = times.map(median)
  printRows('Gate', [
    {
      what: `${METRICS.toLocaleString('en-US')} metrics read and judged against a baseline`,
      ours: milliseconds(ours),
      peer: `${milliseconds(peer)} (JSON.parse and a loop, without places, states or reasons)`,
      ratio: ours / peer,
      budget: 'at most 20, and at most 100 ms',
      isWithin: ours / peer <= 20 && ours <= 100,
    },
    {
      what: `${METRICS.toLocaleString('en-US')} metrics judged by ten patterns of 1,000 each`,
      ours: milliseconds(patterns),
      peer: `${milliseconds(peer)} (as above)`,
      ratio: patterns / peer,
      budget: 'at most 100 ms',
      isWithin: patterns <= 100,
    },
  ])
  if (passed === 0) throw new Error('nothing was judged')
}
