import type {DataBody} from './data.ts'
import type {Digest} from './digest.ts'
import {canonicalJson} from './json.ts'
import type {RunRecord} from './record.ts'

/** Something on disk by its definition and its bytes: other files with the same bytes are other data tomorrow. */
type Named = {readonly path: string; readonly digest: Digest}
type NamedData = Named & {readonly name: string; readonly role: string}

export type TrainingCommand = {
  readonly run: readonly string[]
  /** Where the command leaves its model and its metrics. */
  readonly model?: string | undefined
  readonly metrics?: string | undefined
  /** Names of the variables that it may see. */
  readonly pass: readonly string[]
}

/** All that is known to make a model what it is. */
export type ModelInputs = {
  readonly leg: string
  readonly data: readonly NamedData[]
  /** Judges the model, and is no part of it. */
  readonly holdout: readonly NamedData[]
  readonly code: Named | undefined
  readonly parameters: Named | undefined
  readonly command: TrainingCommand | undefined
  readonly lockfiles: readonly Named[]
}

/** Roles of datasets that make a model. */
const MAKES: readonly string[] = ['train', 'base-model']

/** Whether a plan looks at the datasets of a role. */
export function isPlanned(role: string): boolean {
  return MAKES.includes(role) || role === 'holdout'
}

/** What the datasets, code and parameters of a data section say, with the rest that makes a model. */
export function modelInputs(
  {datasets, code, parameters}: Pick<DataBody, 'datasets' | 'code' | 'parameters'>,
  rest: Pick<ModelInputs, 'leg' | 'command' | 'lockfiles'>,
): ModelInputs {
  const ofRole = (isMeant: (role: string) => boolean) =>
    datasets
      .filter(({role}) => isMeant(role))
      .map(({name, role, path, digest}) => ({name, role, path, digest}))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    leg: rest.leg,
    data: ofRole(role => MAKES.includes(role)),
    holdout: ofRole(role => role === 'holdout'),
    code: code && named(code),
    parameters: parameters && named(parameters),
    command: rest.command,
    lockfiles: rest.lockfiles.map(named).sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

/** What made the model of a record; nothing when the record does not hold all of it. */
export function recordedInputs({leg, data, training, model}: RunRecord): ModelInputs | undefined {
  if (!data || !training || !model) return undefined
  const {command, environment, metrics, lockfiles} = training.body
  return modelInputs(data.body, {
    leg,
    lockfiles,
    command: {
      run: command,
      model: model.body.path,
      ...(metrics ? {metrics: metrics.path} : {}),
      pass: environment.passed,
    },
  })
}

/**
 * The text whose SHA-256 is the key: equal keys mean that training would be given the same. Holdout data is no part of
 * it, and nothing is where nobody said what the model depends on.
 */
export function keyText(inputs: ModelInputs): string | undefined {
  if (unnamed(inputs).length > 0) return undefined
  const {leg, data, code, parameters, command, lockfiles} = inputs
  return canonicalJson({
    schema: 'proofmark/plan-key/v1',
    leg,
    data,
    code,
    parameters: parameters ?? null,
    command: command && commandParts(command),
    lockfiles,
  })
}

export function commandParts({run, model, metrics, pass}: TrainingCommand) {
  return {run, model: model ?? null, metrics: metrics ?? null, pass: [...new Set(pass)].sort()}
}

/** What must be named before anybody can say that nothing changed. */
export function unnamed({data, code, command}: ModelInputs): readonly string[] {
  return [
    ...(data.length > 0 ? [] : ['data with the role train']),
    ...(code ? [] : ['train.code']),
    ...(command ? [] : ['train.run']),
  ]
}

function named({path, digest}: Named): Named {
  return {path, digest}
}
