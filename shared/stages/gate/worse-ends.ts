import {hexOf} from '../../domain/digest.ts'
import {tablesByMetric} from '../../domain/example-pairs.ts'
import type {ExampleTable} from '../../domain/example-table.ts'
import type {GateBody, RuleResult} from '../../domain/gate.ts'
import {hashOfText} from '../../domain/metric-files/name-list.ts'
import {type OwnScores, worseEndOfScores, worseEndOfTable} from '../../domain/own-noise.ts'
import {pairScores} from '../../domain/paired.ts'
import {decodeScores} from '../../domain/score.ts'
import type {LoadedEvaluation} from '../../features/history/index.ts'

/** What the gate can measure the noise of a metric by. */
export type Rows = {
  readonly evaluation: LoadedEvaluation | undefined
  readonly examples: readonly ExampleTable[]
}

/** Rules on floors that hold, with how bad their metric may be, where rows or examples say it. */
export function withWorseEnds(body: GateBody, {evaluation, examples}: Rows): GateBody {
  if (!body.rules.some(isRaisable)) return body
  const tables = tablesByMetric(examples)
  const evaluated = evaluation && ownScores(evaluation)
  const worseEndOf = ({metric, direction}: RuleResult) => {
    if (!direction) return undefined
    if (evaluated?.metrics.has(metric)) {
      return worseEndOfScores(evaluated, {metric, direction, seed: evaluated.seed})
    }
    const [table, ...more] = tables.get(metric) ?? []
    if (!table || more.length > 0) return undefined
    return worseEndOfTable(table, {metric, direction, seed: hashOfText([...table.ids].join())})
  }
  return {
    ...body,
    rules: body.rules.map(rule => {
      const worseEnd = isRaisable(rule) ? worseEndOf(rule) : undefined
      return worseEnd === undefined ? rule : {...rule, worseEnd}
    }),
  }
}

function isRaisable({form, verdict}: RuleResult): boolean {
  return form === 'floor' && verdict === 'pass'
}

function ownScores({section, scores: bytes}: LoadedEvaluation) {
  const {task, classes, metrics, scores: kept} = section.body
  const scores = decodeScores(bytes)
  const pairs = scores && pairScores(scores, scores, {task, classes})
  if (!pairs || 'problem' in pairs) return undefined
  const own: OwnScores = {
    task,
    classes: pairs.classes,
    scores,
    order: pairs.structure === 'ordered' ? scores.map(({order = ''}) => order) : undefined,
    clusters: pairs.structure === 'clustered' ? scores.map(({cluster = ''}) => cluster) : undefined,
  }
  const whole = metrics.filter(({slice}) => !slice).map(({key: [name = '']}) => name)
  const seed = Number.parseInt(hexOf(kept.digest).slice(0, 8), 16)
  return {...own, metrics: new Set(whole), seed}
}
