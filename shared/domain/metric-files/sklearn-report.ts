import type {MetricRecord} from '../metric-record.ts'
import {countOf, hasNames, memberOf, membersOf, metricAt} from './fields.ts'
import type {TreeFormat} from './reading.ts'

const AVERAGES = new Set(['micro avg', 'macro avg', 'weighted avg', 'samples avg'])

/** `classification_report(…, output_dict=True)` of scikit-learn. A class is a slice: `recall[class=cat]`. */
export const sklearnReport: TreeFormat = {
  name: 'sklearn-report',
  title: 'scikit-learn classification report',
  recognise: tree => {
    const groups = membersOf(tree).filter(([, {kind}]) => kind === 'object')
    const isReport = groups.every(([, group]) =>
      hasNames(group, 'precision', 'recall', 'f1-score', 'support'),
    )
    return groups.length > 0 && isReport
      ? `all ${groups.length} of its parts have precision, recall, f1-score and support`
      : undefined
  },
  read: (tree, source) => {
    const all = ['weighted avg', 'macro avg', 'micro avg'].map(name => memberOf(tree, name))
    const n = all
      .map(group => countOf(memberOf(group, 'support')))
      .find(count => count !== undefined)
    const metrics = membersOf(tree).flatMap(([name, value]): readonly MetricRecord[] => {
      if (value.kind !== 'object') {
        return [metricAt(value, [name], {source, n, direction: directionOf(name)})]
      }
      const support = countOf(memberOf(value, 'support'))
      const [path, slice] = AVERAGES.has(name) ? [[name], undefined] : [[], {class: name}]
      return membersOf(value)
        .filter(([measure]) => measure !== 'support')
        .map(([measure, score]) =>
          metricAt(score, [...path, measure], {
            source,
            slice,
            n: support,
            direction: directionOf(measure),
          }),
        )
    })
    const warnings = hasNames(tree, 'micro avg')
      ? ['has micro avg in place of accuracy: some labels were left out of the report']
      : []
    return {metrics, warnings}
  },
}

const HIGHER = new Set(['accuracy', 'precision', 'recall', 'f1-score'])

/** What scikit-learn calls so is better when it is higher. */
function directionOf(name: string): 'higher' | undefined {
  return HIGHER.has(name) ? 'higher' : undefined
}
