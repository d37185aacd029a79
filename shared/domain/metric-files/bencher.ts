import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {memberOf, numberOf} from './fields.ts'
import {figureOf, problemOf} from './list-items.ts'
import type {TreeFormat} from './reading.ts'

const FIELDS = ['value', 'lower_value', 'upper_value']

/** `{"benchmark": {"latency": {"value": 88, "lower_value": 87, "upper_value": 89}}}`. */
export const bencher: TreeFormat = {
  name: 'bencher',
  title: 'Bencher metric format',
  recognise(tree) {
    const measures = measuresOf(tree)
    return measures.length > 0 && measures.every(isMeasure)
      ? 'each benchmark has measures with a value'
      : undefined
  },
  read(tree, source) {
    const metrics: MetricRecord[] = []
    const problems: TextProblem[] = []
    for (const {key, measure} of measuresOf(tree)) {
      const [low, high] = [
        numberOf(memberOf(measure, 'lower_value')),
        numberOf(memberOf(measure, 'upper_value')),
      ]
      const {value, ...rest} = figureOf(memberOf(measure, 'value'))
      const isStated = low !== undefined && high !== undefined && typeof value === 'number'
      if (isStated && !(low <= value && value <= high)) {
        problems.push(problemOf(measure, `the value ${value} is not between ${low} and ${high}`))
      }
      metrics.push({
        key,
        value,
        ...rest,
        source,
        ...(isStated && Number.isFinite(low) && Number.isFinite(high)
          ? {interval: {low, high}}
          : {}),
      })
    }
    return problems.length > 0 ? {problems} : {metrics}
  },
}

type Measure = {readonly key: string[]; readonly measure: Tree}

/** All things two levels deep, whatever they are. */
function measuresOf(tree: Tree): readonly Measure[] {
  if (tree.kind !== 'object') return []
  return [...tree.members].flatMap(([name, {value}]) =>
    value.kind === 'object'
      ? [...value.members].map(([kind, {value: measure}]) => ({key: [name, kind], measure}))
      : [{key: [name], measure: value}],
  )
}

function isMeasure({key, measure}: Measure): boolean {
  return (
    key.length === 2 &&
    measure.kind === 'object' &&
    memberOf(measure, 'value')?.kind === 'number' &&
    [...measure.members.keys()].every(name => FIELDS.includes(name))
  )
}
