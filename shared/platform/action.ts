import type {Json} from '../domain/json.ts'
import type {Runner} from '../domain/ports/runner.ts'
import {codeOf, describeError} from './errors.ts'
import {type Inputs, readInputs, type Values} from './inputs.ts'
import type {Place, PlaceKind} from './place.ts'
import {untilAbandoned} from './unanswered.ts'
import {VERSION} from './version.ts'

/** `refused` is an answer ("the model is not good enough"), `error` is the lack of one. */
export type Decision = 'accepted' | 'refused' | 'error'

export type Outcome<O extends string> = {
  readonly decision: Decision
  /** The last line of the log: state, number, consequence. */
  readonly headline: string
  /** Every output but `result`, which is `result` below as JSON. */
  readonly outputs: Readonly<Record<Exclude<O, 'result'>, string>>
  readonly result: Json
}

/** How a command ends that only answers a question: well, whatever the answer is. */
export function answered<R extends Json & {readonly reasonCode: string}>(
  headline: string,
  result: R,
) {
  const outputs = {'reason-code': result.reasonCode}
  return {decision: 'accepted', headline, outputs, result} as const satisfies Outcome<string>
}

export type Scene = {readonly runner: Runner; readonly place: Place}

export type Action<I extends Inputs = Inputs, O extends string = string> = {
  readonly name: string
  /** One sentence for action.yml and `--help`. */
  readonly about: string
  /** A whole command line that works, for `--help`. */
  readonly example: string
  /** It never refuses, whatever it finds. */
  readonly isQuestion?: true
  readonly inputs: I
  /** Output name → one sentence. */
  readonly outputs: Readonly<Record<O, string>>
  /** A method, so that an action of known inputs is also an `Action` of any. */
  run(inputs: Values<I>, scene: Scene): Promise<Outcome<O>>
  /** Cleans up after the job; may warn, never fails it. */
  post?(scene: Scene): Promise<void>
}

export function defineAction<const I extends Inputs, const O extends string>(
  action: Action<I, O>,
): Action<I, O> {
  return action
}

/** The only place in the suite that catches everything. Says in the end how it went, for the exit code. */
export async function start<I extends Inputs, O extends string>(
  action: Action<I, O>,
  scene: Scene,
): Promise<{readonly decision: Decision; readonly result: Json}> {
  const {runner, place} = scene
  try {
    runner.info(`proofmark ${action.name} ${VERSION}`)
    const inputs = readInputs(action.inputs, runner.inputs(), place.kind)
    const {decision, headline, outputs, result} = await untilAbandoned(() =>
      action.run(inputs, scene),
    )
    for (const name of Object.keys(action.outputs)) {
      runner.output(name, name === 'result' ? JSON.stringify(result) : outputValue(outputs, name))
    }
    if (decision === 'accepted') runner.info(headline)
    else runner.fail(headline)
    return {decision, result}
  } catch (error) {
    const result = failureResult(error, place.kind)
    if (Object.hasOwn(action.outputs, 'verdict')) runner.output('verdict', 'error')
    if (Object.hasOwn(action.outputs, 'reason-code'))
      runner.output('reason-code', result.reasonCode)
    if (Object.hasOwn(action.outputs, 'result')) runner.output('result', JSON.stringify(result))
    runner.fail(`${action.name}: ${result.message}`)
    return {decision: 'error', result}
  }
}

/** Runs the clean-up of an action. Whatever goes wrong is a warning: the job's result is decided already. */
export async function startPost<I extends Inputs, O extends string>(
  action: Action<I, O>,
  scene: Scene,
): Promise<void> {
  try {
    await action.post?.(scene)
  } catch (error) {
    scene.runner.annotate('warning', `${action.name}: clean-up failed: ${describeError(error)}`)
  }
}

/** The `result` document of an action that could not answer. */
export function failureResult(error: unknown, place: PlaceKind) {
  return {
    schema: 'proofmark/error/v1',
    reasonCode: codeOf(error),
    message: describeError(error, place),
  } as const
}

function outputValue(outputs: Readonly<Record<string, string>>, name: string): string {
  return outputs[name] ?? ''
}
