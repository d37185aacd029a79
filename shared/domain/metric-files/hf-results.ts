import {collectMetrics} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {countOf, memberOf, membersOf, numberOf} from './fields.ts'
import type {TreeFormat} from './reading.ts'

const SPLIT = /^(eval|train|test|predict)_/

/** What the Trainer of Hugging Face leaves: `all_results.json` and its like. */
export const hfResults: TreeFormat = {
  name: 'hf-results',
  title: 'HF Trainer results',
  fileName: /(?:^|\/)(?:all|eval|train|test|predict)_results\.json$/,
  recognise: (tree, path) => {
    const members = membersOf(tree)
    if (members.length === 0 || members.some(([, {kind}]) => kind === 'object')) return undefined
    const runtime = members.find(([name]) => SPLIT.test(name) && name.endsWith('_runtime'))
    if (runtime) return `it is flat and has ${runtime[0]}`
    return hfResults.fileName?.test(path) ? 'of its name, and it is flat' : undefined
  },
  read: (tree, source) => {
    const collected = collectMetrics(tree, source)
    if ('problems' in collected) return collected
    const step = numberOf(memberOf(tree, 'epoch'))
    const metrics = collected.metrics
      .filter(({key}) => key.join() !== 'epoch')
      .map((metric): MetricRecord => {
        const name = metric.key.join('.')
        const unit = unitOf(name)
        const split = SPLIT.exec(name)?.[0]
        const n =
          unit || split === undefined ? undefined : countOf(memberOf(tree, `${split}samples`))
        return {
          ...metric,
          ...(unit === undefined ? {} : {unit}),
          ...(n === undefined || name === `${split}samples` ? {} : {n}),
          ...(step === undefined ? {} : {step}),
        }
      })
    return {metrics}
  },
}

/** Times and speeds are measured on no examples. */
function unitOf(name: string): string | undefined {
  if (name.endsWith('_runtime')) return 's'
  return name.endsWith('_per_second') ? '1/s' : undefined
}
