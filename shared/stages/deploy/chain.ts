import type {Digest} from '../../domain/digest.ts'
import type {GateSection, Section, Trust} from '../../domain/record.ts'
import {
  type LoadedEvaluation,
  type LoadedModel,
  loadData,
  loadEvaluation,
  loadGate,
  loadModel,
  loadTraining,
  sectionDigest,
} from '../../features/history/index.ts'
import {codeOf, describeError, firstLine} from '../../platform/errors.ts'
import {digestOfFiles} from '../model.ts'
import {type Setting, whose} from '../setting.ts'

/** The chain from the model's bytes to the verdict, as it lies in the run now. */
export type Chain = {
  readonly model: LoadedModel | undefined
  readonly evaluation: LoadedEvaluation | undefined
  readonly gate: GateSection | undefined
  readonly data: Digest | undefined
  readonly trusts: ReadonlyMap<string, Trust>
  readonly sections: ReadonlyMap<string, Digest>
  /** What is broken, by the section where. */
  readonly gaps: ReadonlyMap<string, string>
  /** Who says which digest the model has. */
  readonly digests: ReadonlyMap<string, Digest | undefined>
}

/** Loads everything anew; nothing that another job of the run can replace is taken on trust. */
export async function loadChain(setting: Setting): Promise<Chain> {
  const gaps = new Map<string, string>()
  const {stores} = setting
  const sound = async <T>(name: string, load: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await load()
    } catch (error) {
      if (codeOf(error) !== 'corrupt-section') throw error
      gaps.set(name, firstLine(describeError(error)))
      return undefined
    }
  }
  const of = whose(setting)
  const data = await sound('data', () => loadData(stores, of))
  const training = await sound('training', () => loadTraining(stores, of))
  const model = await sound('model', () => loadModel(stores, of))
  const evaluation = await sound('evaluation', () => loadEvaluation(stores, of))
  const gate = await sound('gate', () => loadGate(stores, of))
  const all: readonly (readonly [string, Section | undefined])[] = [
    ['data', data?.section],
    ['training', training?.section],
    ['model', model?.section],
    ['evaluation', evaluation?.section],
    ['gate', gate],
  ]
  const there = all.flatMap(([name, section]) => (section ? [[name, section] as const] : []))
  const sections = new Map(there.map(([name, section]) => [name, sectionDigest(section)] as const))
  for (const [name, gap] of gapsBetween({evaluation: evaluation?.section, gate}, sections)) {
    gaps.set(name, gap)
  }
  return {
    model,
    evaluation,
    gate,
    data: data?.section.body.digest,
    trusts: new Map(there.map(([name, section]) => [name, section.trust])),
    sections,
    gaps,
    digests: new Map([
      ...(model
        ? ([
            ['the model section', model.section.body.digest],
            ['its bytes', digestOfFiles(model.section.body)],
          ] as const)
        : []),
      ...(evaluation ? ([['the evaluation', evaluation.section.body.model]] as const) : []),
    ]),
  }
}

type Users = {
  readonly evaluation: Pick<Section, 'uses'> | undefined
  readonly gate: Pick<Section, 'uses'> | undefined
}

/** Each link must name the very sections before it: the verdict its evaluation, and that its model. */
function gapsBetween(
  {evaluation, gate}: Users,
  sections: ReadonlyMap<string, Digest>,
): readonly (readonly [string, string])[] {
  const links = [
    ['evaluation', evaluation, 'model'],
    ['gate', gate, 'model'],
    ['gate', gate, 'evaluation'],
  ] as const
  return links.flatMap(([name, section, used]) => {
    const there = sections.get(used)
    if (!section || there === undefined || section.uses[used] === there) return []
    const said = section.uses[used] === undefined ? 'names no' : 'was made from another'
    return [[name, `the ${name} section ${said} ${used} section`] as const]
  })
}

/** Digests of other models that earlier attempts of this run made: people may have approved those. */
export async function otherModels(setting: Setting, model: Digest): Promise<readonly Digest[]> {
  const found = new Set<Digest>()
  const of = whose(setting)
  for (let attempt = of.attempt - 1; attempt >= 1; attempt--) {
    const earlier = await loadModel(setting.stores, {...of, attempt}).catch(() => undefined)
    if (earlier && earlier.section.body.digest !== model) found.add(earlier.section.body.digest)
  }
  return [...found]
}
