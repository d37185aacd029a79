import type {Config} from '../config.ts'
import {didYouMean} from '../nearest.ts'
import type {Pipeline} from './pipeline-file.ts'
import type {PipelineStage} from './pipeline-stage.ts'

export type Decided<T> = {readonly value: T} | {readonly problem: string}

/** The stage that trains: the one that is named, else one that writes the model, else `train`, else the only one. */
export function trainingStage(
  {stages, unresolved, artifacts}: Pipeline,
  config: Config,
  named: string | undefined,
): Decided<PipelineStage> {
  if (named !== undefined) {
    const stage = stages.find(({name}) => name === named)
    if (stage) return {value: stage}
    const unread = unresolved.find(({name}) => name === named || named.startsWith(`${name}@`))
    return {
      problem: unread
        ? `stage ${named}: ${unread.why}`
        : `there is no stage ${named}${stageHint(named, stages)}`,
    }
  }
  const models = new Set(
    config.model
      ? [config.model.path]
      : artifacts.flatMap(({path, type}) => (type === 'model' ? [path] : [])),
  )
  const writers = stages.filter(({outs}) => outs.some(({path}) => models.has(path)))
  const called = stages.filter(({name}) => name === 'train')
  for (const some of [writers, called, stages]) {
    const [only, ...more] = some
    if (only && more.length === 0) return {value: only}
    if (only) return {problem: severalStages(some.map(({name}) => name))}
  }
  const [unread] = unresolved
  return {problem: unread ? `stage ${unread.name}: ${unread.why}` : 'there is no stage'}
}

function stageHint(named: string, stages: readonly PipelineStage[]): string {
  const names = stages.map(({name}) => name)
  if (names.length === 0) return ''
  return didYouMean(named, names) || `; there is ${names.slice(0, 5).join(', ')}`
}

function severalStages(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '')
  return `several stages could be the training: ${shown}. Name it: from: dvc.yaml:${names[0]}`
}
