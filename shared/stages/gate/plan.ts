import type {Config} from '../../domain/config.ts'
import type {DataBody} from '../../domain/data.ts'
import {hexOf} from '../../domain/digest.ts'
import {
  keyText,
  type ModelInputs,
  modelInputs,
  type TrainingCommand,
} from '../../domain/model-inputs.ts'
import type {Plan} from '../../domain/plan.ts'
import {decidePlan, type Evaluated, type PlanQuestion} from '../../domain/plan-decision.ts'
import type {RunRecord} from '../../domain/record.ts'
import {sectionDigest} from '../../features/history/index.ts'
import {findLockfiles} from '../../features/training/index.ts'
import {codeOf} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import {wordsOf} from '../command.ts'
import {loadConfig} from '../load-config.ts'
import type {Setting} from '../setting.ts'
import {usedConfig} from '../trusted.ts'
import {choosePolicy} from './policy.ts'

type Measured = Pick<DataBody, 'datasets' | 'code' | 'parameters' | 'change'>

/** Whether the model must be trained, for the action that tracks. */
export async function makePlan(
  setting: Setting,
  measured: Measured,
  record: RunRecord | undefined,
): Promise<Plan> {
  const now = modelInputs(measured, await makersHere(setting))
  const grounds = await planGrounds(setting, record)
  return {...decidePlan({...grounds, now, change: measured.change}), ...keyOf(now)}
}

type Makers = Pick<ModelInputs, 'leg' | 'command' | 'lockfiles'>

/** What makes the model here besides what is measured: the configured command, and the lock files at hand. */
export async function makersHere(setting: Setting): Promise<Makers> {
  return {
    leg: setting.leg,
    command: configuredCommand(await usedConfig(setting)),
    lockfiles: await findLockfiles(setting.place),
  }
}

/** What a plan is decided by besides the model's inputs, for who plans and for who looks at a plan again. */
export async function planGrounds(
  setting: Setting,
  record: RunRecord | undefined,
): Promise<Omit<PlanQuestion, 'now' | 'change'>> {
  const {rules} = choosePolicy(setting, {rules: undefined}, await setting.trusted())
  const evaluation = {
    before: evaluated(record && (await configAt(setting, record.commit))),
    now: evaluated(await usedConfig(setting)),
  }
  return {record, isLinked: record !== undefined && isLinked(record), evaluation, rules}
}

/** The configuration as a commit holds it; nothing where nobody can use it. */
async function configAt(setting: Setting, commit: string): Promise<Config | undefined> {
  const trusted = await setting.trusted()
  if (trusted.commit === commit) return trusted.config
  const client = setting.github?.client
  const bytes = await client?.fileAt(setting.configPath, commit)
  if (!client || !bytes) return undefined
  try {
    return await loadConfig(bytes, setting.configPath, path => client.fileAt(path, commit))
  } catch (error) {
    if (codeOf(error) === 'invalid-config') return undefined
    throw error
  }
}

/** What decides how a model is evaluated. The size of a batch does not. */
function evaluated(config: Config | undefined): Evaluated {
  if (!config?.evaluate) return {}
  const {batch: _, ...evaluate} = config.evaluate
  const rows = Object.entries(config.data ?? {})
    .filter(([, {role}]) => role === 'holdout')
    .map(([name, {path: _path, role: _role, ...columns}]) => [name, columns])
  return {...evaluate, rows: Object.fromEntries(rows)}
}

/** The key as the outputs have it; nothing where nobody said what the model depends on. */
export function keyOf(inputs: ModelInputs): Pick<Plan, 'key'> {
  const text = keyText(inputs)
  return text === undefined ? {} : {key: hexOf(sha256(text))}
}

/** A record of an unchanged model holds the training of an earlier one, which the gate looked at. */
function isLinked({data, training, gate}: RunRecord): boolean {
  if (!data || !training) return false
  return gate?.body.unchanged !== undefined || training.uses['data'] === sectionDigest(data)
}

function configuredCommand(config: Config | undefined): TrainingCommand | undefined {
  const train = config?.train
  if (train?.run === undefined) return undefined
  return {
    run: wordsOf(train.run),
    model: config?.model?.path,
    metrics: train.metrics,
    pass: train.env?.pass ?? [],
  }
}
