import type {GateBody} from '../../domain/gate.ts'
import type {
  DataSection,
  EvaluationSection,
  GateSection,
  ModelSection,
  RunRecord,
  TrainingSection,
} from '../../domain/record.ts'
import type {GateResult} from '../../domain/results.ts'
import {saveSection, sectionDigest, usesOf} from '../../features/history/index.ts'
import type {Made} from '../made.ts'
import {rememberRun} from '../remember.ts'
import type {Setting} from '../setting.ts'
import {EXAMPLES_FILE, type KeptExamples} from './kept-examples.ts'
import {countRules, statementFiles} from './outputs.ts'

export type Judged = {
  readonly section: GateSection
  /** What the run tracked. */
  readonly data: DataSection | undefined
  readonly result: GateResult
}

type Makers = {
  readonly training: TrainingSection | undefined
  readonly model: ModelSection | undefined
  readonly evaluation: EvaluationSection | undefined
}

/** What made the model: of an unchanged one the sections of its record, so that the next baseline is whole. */
export function makersOf(made: Made, unchanged: RunRecord | undefined): Makers {
  const {training, model, evaluation} = made
  return unchanged
    ? {training: unchanged.training, model: unchanged.model, evaluation: unchanged.evaluation}
    : {training: training?.section, model: model?.section, evaluation: evaluation?.section}
}

/** Saves the section for the run's next steps, and remembers the record where it may. */
export async function handOn(
  setting: Setting,
  body: GateBody,
  {
    made: {data, evaluation},
    makers,
    kept,
  }: {
    readonly made: Made
    readonly makers: Makers
    readonly kept: KeptExamples | undefined
  },
): Promise<Judged> {
  const {runner, pipeline, leg, author, trust} = setting
  const section: GateSection = {
    schema: 'proofmark/gate/v1',
    by: {...author, action: 'gate'},
    uses: usesOf({data: data?.section, ...makers}),
    trust,
    body,
  }
  const examples = kept ? [[EXAMPLES_FILE, kept.bytes] as const] : []
  const statements = statementFiles(setting, section, makers.model?.body.digest)
  await saveSection(setting.stores, section, new Map([...examples, ...statements]))
  const scores = [evaluation?.scores, kept?.bytes].filter(bytes => bytes !== undefined)
  const remembered = await rememberRun(setting, section, {...makers, data, scores})
  if (setting.context) runner.info(remembered)
  const result: GateResult = {
    schema: 'proofmark/gate-result/v1',
    pipeline,
    leg,
    counts: countRules(body),
    ...body,
    section: sectionDigest(section),
    remembered,
  }
  return {section, data: data?.section, result}
}
