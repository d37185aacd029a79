import type {ConfigurationChange} from '../../domain/gate.ts'
import {type Block, code, type Line, line, strong} from './document.ts'
import type {ReportInput} from './report-input.ts'

/** What a change does to its configuration besides the rules, and what was done instead. */
export function configurationBlock(input: ReportInput): Block | undefined {
  const change = input.gate?.body.configuration
  if (!change || (change.isRemoved && input.gate?.body.policy.proposed)) return undefined
  const trusted = input.baseBranch ?? 'the base branch'
  const parts = sentences(change, trusted).flatMap((sentence, index) =>
    index === 0 ? sentence : [...line(' '), ...sentence],
  )
  return {kind: 'paragraph', content: [strong('Configuration:'), ...line(' '), ...parts]}
}

function sentences(change: ConfigurationChange, trusted: string): readonly Line[] {
  const {path, problem, isRemoved, metrics, pipeline, evaluation} = change
  if (problem !== undefined) {
    return [
      line('this pull request leaves ', code(path), ` unusable; the one on ${trusted} was used.`),
    ]
  }
  if (isRemoved) {
    return [line('this pull request removes ', code(path), `; the one on ${trusted} was used.`)]
  }
  const said: Line[] = []
  if (metrics) {
    const wish =
      metrics.proposed === undefined
        ? ['this pull request names no metrics file']
        : ['this pull request names ', code(metrics.proposed), ' as its metrics file']
    said.push(line(...wish, '; judged was ', code(metrics.trusted), `, as on ${trusted}.`))
  }
  if (evaluation) {
    const names = evaluation.join(', ')
    const end = ` (${names}); judged as on ${trusted}, and the change counts once it is merged.`
    said.push(line('this pull request changes what judges the model in ', code(path), end))
  }
  if (pipeline) {
    const {trusted: before, proposed} = pipeline
    const renamed = line('this pull request renames the pipeline ', code(before), ' to ')
    said.push([...renamed, code(proposed), ...line('; compared with ', code(before), '.')])
  }
  return said
}
