import {collectMetrics} from '../metric.ts'
import {memberOf, numberOf} from './fields.ts'
import {textNumbers, wantsTextNumbers} from './plain.ts'
import type {TreeFormat} from './reading.ts'

/** The latest values that DVCLive logged; `step` says of which step they are. */
export const dvclive: TreeFormat = {
  name: 'dvclive',
  title: 'DVCLive metrics',
  fileName: /(?:^|\/)dvclive\/metrics\.(?:json|ya?ml|toml)$/,
  options: [textNumbers],
  recognise: (tree, path) =>
    dvclive.fileName?.test(path) && tree.kind === 'object' ? 'of its name' : undefined,
  read: (tree, source, wish) => {
    const isTextRead = wantsTextNumbers(wish)
    const collected = collectMetrics(tree, source, {isTextRead})
    if ('problems' in collected) return collected
    const step = numberOf(memberOf(tree, 'step'))
    if (step === undefined) return collected
    const others = collected.metrics.filter(({key}) => key.join('.') !== 'step')
    return {metrics: others.map(metric => ({...metric, step}))}
  },
}
