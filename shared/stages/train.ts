import {printCommand} from '../domain/command-line.ts'
import type {Config} from '../domain/config.ts'
import type {Bundle} from '../domain/ports/store.ts'
import type {TrainingSection} from '../domain/record.ts'
import type {TrainResult} from '../domain/results.ts'
import type {ModelBody, TrainingBody} from '../domain/training.ts'
import {loadData, METRICS_FILE, saveSection, usesOf} from '../features/history/index.ts'
import {
  findLockfiles,
  knownFile,
  namedFile,
  type ReadFile,
  supervise,
} from '../features/training/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError} from '../platform/errors.ts'
import {isDirty} from '../platform/git.ts'
import {listGpus} from '../platform/gpus.ts'
import {parseDuration} from '../platform/input-values.ts'
import {didYouMeanPath} from '../platform/near-path.ts'
import {childEnvironment} from '../platform/process-environment.ts'
import {humanBytes} from '../platform/runner/progress.ts'
import {takeStand} from '../platform/stand.ts'
import {wordsOf} from './command.ts'
import {inputHint} from './hints.ts'
import {type TrainInputs, trainInputs} from './inputs.ts'
import {keepModel, type MeasuredModel, measureModel} from './model.ts'
import {openSetting, type Setting, whose} from './setting.ts'

/** What the configuration and the inputs together ask for. */
type Plan = {
  readonly argv: readonly [string, ...string[]]
  readonly timeoutMs: number | undefined
  readonly model: string | undefined
  readonly metrics: string | undefined
  readonly params: string | undefined
  readonly pass: readonly string[]
}

/** The stage behind the action `train`. */
export async function runTrain(inputs: TrainInputs, scene: Scene) {
  const setting = await openSetting('train', {...inputs, token: undefined}, scene)
  const {training, model} = await trainRun(setting, inputs)
  return outcomeOf(training, model?.body)
}

/** Runs the command, and keeps what it made and how for the next steps and jobs. */
export async function trainRun(
  setting: Setting,
  inputs: TrainInputs,
): Promise<Pick<Trained, 'training' | 'model'>> {
  const plan = planOf(setting, inputs)
  const {training, model, metrics} = await trainModel(setting, plan)
  const data = await loadData(setting.stores, whose(setting))
  const {author, trust, stores} = setting
  const section: TrainingSection = {
    schema: 'proofmark/training/v1',
    by: {...author, action: 'train'},
    uses: usesOf({data: data?.section}),
    trust,
    body: training,
  }
  const extras: Bundle = metrics ? new Map([[METRICS_FILE, metrics.bytes]]) : new Map()
  await saveSection(stores, section, extras)
  if (model) await keepModel(setting, model, {action: 'train', training: section})
  return {training, model}
}

type Trained = {
  readonly training: TrainingBody
  readonly model: MeasuredModel | undefined
  readonly metrics: ReadFile | undefined
}

async function trainModel(setting: Setting, plan: Plan): Promise<Trained> {
  const {runner, place} = setting
  const {environment, workspace} = place
  const head = await runner.group('Setting', async () => {
    const {gpus, note} = await listGpus(environment, workspace)
    if (note !== undefined) runner.annotate('warning', note)
    for (const {name, memoryMiB} of gpus) runner.info(`GPU: ${name}, ${memoryMiB} MiB`)
    const lockfiles = await findLockfiles(place)
    const parameters = plan.params === undefined ? undefined : await namedFile(plan.params, place)
    const dirty = await isDirty(workspace)
    return {
      lockfiles: [...lockfiles],
      gpus: [...gpus],
      environment: {os: process.platform, arch: process.arch, passed: [...plan.pass]},
      ...(parameters ? {parameters} : {}),
      ...(dirty === undefined ? {} : {isDirty: dirty}),
    }
  })
  const outputs = [plan.model, plan.metrics].filter(path => path !== undefined)
  const before = await Promise.all(outputs.map(path => takeStand(place, path)))
  const ended = await runner.group('Training', () => {
    const {argv, timeoutMs} = plan
    runner.info(`$ ${printCommand(argv)}`)
    return supervise(
      {
        argv,
        cwd: workspace,
        environment: environmentOf(setting, plan),
        timeoutMs,
      },
      runner,
    )
  })
  const body: TrainingBody = {command: [...plan.argv], ...head, ...ended}
  if (body.exit.reason !== 'succeeded')
    return {training: body, model: undefined, metrics: undefined}
  const after = await Promise.all(outputs.map(path => takeStand(place, path)))
  const isOld = (path: string) => {
    const index = outputs.indexOf(path)
    return after[index] !== undefined && after[index] === before[index]
  }
  return runner.group('Model', () => collect(setting, plan, {body, isOld}))
}

type Ended = {readonly body: TrainingBody; readonly isOld: (path: string) => boolean}

/** What training made. A file that lay there before and was not written again is not its work. */
async function collect(setting: Setting, plan: Plan, {body, isOld}: Ended): Promise<Trained> {
  const {place, runner} = setting
  const failed = async (reason: 'no-model' | 'no-metrics', path: string): Promise<Trained> => {
    const why = isOld(path) ? '; the one there is from before' : await didYouMeanPath(place, path)
    const message = `training ended well, but did not write ${path}${why}`
    return {training: {...body, exit: {reason, message}}, model: undefined, metrics: undefined}
  }
  const metrics = plan.metrics === undefined ? undefined : await knownFile(plan.metrics, place)
  if (plan.metrics !== undefined && (!metrics || isOld(plan.metrics))) {
    return failed('no-metrics', plan.metrics)
  }
  const training = {...body, ...(metrics ? {metrics: metrics.known} : {})}
  if (plan.model === undefined) return {training, model: undefined, metrics}
  const model = isOld(plan.model) ? undefined : await measureModel(plan.model, setting)
  if (!model) return failed('no-model', plan.model)
  runner.info(`${plan.model}: ${humanBytes(model.body.bytes)}, ${model.body.digest}`)
  return {training, model, metrics}
}

function planOf(setting: Setting, inputs: TrainInputs): Plan {
  const {config, configError, configPath} = setting
  if (configError) throw configError
  const train = config?.train
  const timeout = train?.timeout
  return {
    argv: commandOf(inputs, train, configPath),
    timeoutMs: inputs.timeout ?? (timeout === undefined ? undefined : parseDuration(timeout)),
    model: inputs.model ?? config?.model?.path,
    metrics: inputs.metrics ?? train?.metrics,
    params: inputs.params ?? train?.params,
    pass: passedOn(setting, inputs.pass ?? train?.env?.pass ?? []),
  }
}

function commandOf(
  inputs: TrainInputs,
  train: Config['train'],
  configPath: string,
): readonly [string, ...string[]] {
  const run = inputs.run ?? train?.run
  if (run !== undefined) return wordsOf(run)
  throw new ActionError('no-command', 'no command is named that trains', {
    hint: inputHint(trainInputs, 'run', {
      value: 'python train.py',
      configured: {path: configPath, yaml: 'train:\n  run: [python, train.py]'},
    }),
  })
}

/** A stranger's code gets nothing of ours, whatever the configuration that it brought says. */
function passedOn({context, runner}: Setting, names: readonly string[]): readonly string[] {
  const isForeign = context?.pullRequest?.isFork === true || context?.foreignHead !== undefined
  if (!isForeign || names.length === 0) return names
  runner.annotate(
    'notice',
    `a fork's code is given no variables: ${names.join(', ')} not passed on`,
  )
  return []
}

function environmentOf({place}: Setting, plan: Plan): Readonly<Record<string, string>> {
  const named = {
    PROOFMARK_METRICS_FILE: plan.metrics,
    PROOFMARK_PARAMS_FILE: plan.params,
    PROOFMARK_MODEL_PATH: plan.model,
  }
  return {
    ...childEnvironment(place.environment, plan.pass),
    PYTHONUNBUFFERED: '1',
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  }
}

function outcomeOf(training: TrainingBody, model: ModelBody | undefined) {
  const {exit, wallSeconds, metrics} = training
  const took = `${wallSeconds.toFixed(wallSeconds < 10 ? 1 : 0)} s`
  const result: TrainResult = {
    schema: 'proofmark/train-result/v1',
    ...training,
    reasonCode: exit.reason,
    ...(model ? {model} : {}),
  }
  const made = model ? `model ${model.digest}` : metrics ? `metrics ${metrics.digest}` : 'done'
  return {
    decision: exit.reason === 'succeeded' ? 'accepted' : 'error',
    headline: exit.reason === 'succeeded' ? `trained in ${took}: ${made}` : exit.message,
    outputs: {'reason-code': exit.reason, model: model?.digest ?? '', seconds: String(wallSeconds)},
    result,
  } as const satisfies Outcome<string>
}
