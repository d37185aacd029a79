import {hasNames, memberOf, metricAt, problemAt, textOf} from './fields.ts'
import type {TreeFormat} from './reading.ts'

/** A file of `.eval_results/` of a model on Hugging Face: one value for each benchmark, which has the metric's name. */
export const hfEvalResults: TreeFormat = {
  name: 'hf-eval-results',
  title: 'HF evaluation results',
  fileName: /(?:^|\/)\.eval_results\/[^/]+\.ya?ml$/,
  recognise: tree => {
    if (tree.kind !== 'list' || tree.items.length === 0) return undefined
    const isFit = tree.items.every(
      item => hasNames(item, 'dataset', 'value') && hasNames(memberOf(item, 'dataset'), 'id'),
    )
    return isFit ? 'it is a list of values with dataset.id' : undefined
  },
  read: (tree, source) => {
    if (tree.kind !== 'list') return problemAt(tree, 'is no list of values with a dataset')
    const metrics = []
    for (const item of tree.items) {
      const dataset = memberOf(item, 'dataset')
      const id = textOf(memberOf(dataset, 'id'))
      const value = memberOf(item, 'value')
      if (id === undefined || id === '' || !value) {
        return problemAt(item, 'an entry needs dataset.id and value')
      }
      const task = textOf(memberOf(dataset, 'task_id'))
      metrics.push(metricAt(value, task === undefined ? [id] : [id, task], {source}))
    }
    return {metrics}
  },
}
