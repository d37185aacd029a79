import {numberIn} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {hasNames, memberOf, metricAt, problemAt, textOf} from './fields.ts'
import type {TreeFormat} from './reading.ts'

/** The metrics that a model card of Hugging Face states in its front matter. */
export const modelIndex: TreeFormat = {
  name: 'model-index',
  title: 'HF model-index',
  fileName: /(?:^|\/)README\.md$/,
  recognise: tree => (hasNames(tree, 'model-index') ? 'it has model-index' : undefined),
  read: (tree, source) => {
    const models = memberOf(tree, 'model-index')
    if (models?.kind !== 'list') return problemAt(models ?? tree, 'has no list model-index')
    const problems: TextProblem[] = []
    const found: Found[] = []
    for (const model of models.items) {
      const name = textOf(memberOf(model, 'name'))
      const prefix = models.items.length > 1 && name !== undefined ? [name] : []
      const results = memberOf(model, 'results')
      for (const result of results?.kind === 'list' ? results.items : []) {
        const metrics = memberOf(result, 'metrics')
        for (const metric of metrics?.kind === 'list' ? metrics.items : []) {
          const type = textOf(memberOf(metric, 'type')) ?? textOf(memberOf(metric, 'name'))
          const value = memberOf(metric, 'value')
          const {line, column} = metric
          if (type === undefined || !value) {
            problems.push({line, column, message: 'a metric needs a type and a value'})
          } else {
            const task = textOf(memberOf(memberOf(result, 'task'), 'type'))
            found.push({path: [...prefix, ...datasetPath(result)], task, type, value})
          }
        }
      }
    }
    if (problems.length > 0) return {problems}
    return {
      metrics: withTasks(found).map(({path, type, value}) =>
        stated(value, [...path, type], source),
      ),
    }
  },
}

type Found = {
  readonly path: readonly string[]
  readonly task: string | undefined
  readonly type: string
  readonly value: Tree
}

/** What tells results of a model apart: the dataset, with its configuration and split where they are named. */
function datasetPath(result: Tree): readonly string[] {
  const dataset = memberOf(result, 'dataset')
  const id = textOf(memberOf(dataset, 'type')) ?? textOf(memberOf(dataset, 'name'))
  const parts = [id, textOf(memberOf(dataset, 'config')), textOf(memberOf(dataset, 'split'))]
  return parts.filter(part => part !== undefined && part !== '') as readonly string[]
}

/** Of one name for several values the task is a part, too. */
function withTasks(found: readonly Found[]): readonly Found[] {
  const counts = new Map<string, number>()
  const nameOf = ({path, type}: Found) => JSON.stringify([...path, type])
  for (const one of found) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1)
  return found.map(one => {
    const isAlone = counts.get(nameOf(one)) === 1
    return isAlone || one.task === undefined ? one : {...one, path: [one.task, ...one.path]}
  })
}

/** Of a longer text every way to part its blanks would be tried. */
const LONGEST = 200
const STATED = /^([^\s±%]+)\s*(?:(?:±|\+\/?-)\s*([^\s%]+))?\s*(%?)$/

/** A number, or a text such as "20.0 ± 1.2" or "93.1 %". */
function stated(tree: Tree, key: readonly string[], source: string): MetricRecord {
  const whole = textOf(tree) ?? ''
  const text = whole.length > LONGEST ? '' : whole.trim()
  const [, size = '', margin, percent = ''] = STATED.exec(text) ?? []
  const number = numberIn(size)
  const around = margin === undefined ? 0 : numberIn(margin)
  if (number === undefined || around === undefined) return metricAt(tree, key, {source})
  const interval = {low: number - around, high: number + around}
  const isBounded = margin !== undefined && Number.isFinite(number) && Number.isFinite(around)
  return metricAt({kind: 'number', value: number, line: tree.line, column: tree.column}, key, {
    source,
    interval: isBounded ? interval : undefined,
    unit: percent === '' ? undefined : percent,
  })
}
