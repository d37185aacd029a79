import {didYouMean} from '../shared/domain/nearest.ts'
import {type Action, type Decision, failureResult, start} from '../shared/platform/action.ts'
import {ActionError, describeError} from '../shared/platform/errors.ts'
import {type Environment, terminalPlace} from '../shared/platform/place.ts'
import {type Terminal, terminalRunner} from '../shared/platform/runner/terminal.ts'
import {VERSION} from '../shared/platform/version.ts'
import {type Arguments, readArguments} from './arguments.ts'
import {describeCommand, describeSuite} from './help.ts'

/** Each command loads its own code only. */
const COMMANDS: Readonly<Record<string, () => Promise<Action>>> = {
  track: async () => (await import('../actions/track/action.ts')).track,
  train: async () => (await import('../actions/train/action.ts')).train,
  evaluate: async () => (await import('../actions/evaluate/action.ts')).evaluate,
  gate: async () => (await import('../actions/gate/action.ts')).gate,
  comment: async () => (await import('../actions/comment/action.ts')).comment,
  verify: async () => (await import('../actions/verify/action.ts')).verify,
  replay: async () => (await import('./replay.ts')).replay,
  calibrate: async () => (await import('./calibrate.ts')).calibrate,
  compare: async () => (await import('./compare.ts')).compare,
  diff: async () => (await import('./diff.ts')).diff,
  init: async () => (await import('./init.ts')).init,
  token: async () => (await import('../actions/token/action.ts')).token,
}

/** What only a workflow can do, and why: said to who looks for it here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  deploy: [
    'deploy runs only as a step of a workflow: the approvals of an environment, the identity of the job',
    "and the deployment itself are GitHub's, and a terminal has none of them.",
    '  https://github.com/proofmark/proofmark/blob/main/actions/deploy/README.md says how to add it.',
    '  Here, train, evaluate and gate show what it would judge.',
  ].join('\n'),
  trigger: [
    'trigger runs only as a step of a workflow: it opens a pull request or starts a workflow in the name of',
    'the repository.',
    '  https://github.com/proofmark/proofmark/blob/main/actions/trigger/README.md says how to add it.',
    '  Here, track says whether the data changed.',
  ].join('\n'),
}

const EXIT: Readonly<Record<Decision, number>> = {accepted: 0, refused: 1, error: 2}

export type Console = {
  readonly environment: Environment
  readonly directory: string
  readonly stdout: Terminal['stream']
  readonly stderr: Terminal['stream']
}

/** Runs one command line and answers with its exit code: 0 accepted, 1 refused, 2 error or misuse. */
export async function runCli(args: readonly string[], console: Console): Promise<number> {
  const [command, ...rest] = args
  if (command === undefined || ['--help', '-h', 'help'].includes(command)) {
    const commands = await Promise.all(Object.values(COMMANDS).map(load => load()))
    console.stdout.write(describeSuite(commands))
    return command === undefined ? EXIT.error : EXIT.accepted
  }
  if (command === '--version' || command === '-V') {
    console.stdout.write(`${VERSION}\n`)
    return EXIT.accepted
  }
  const load = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined
  if (load === undefined) {
    const error = new ActionError('unknown-command', unknownCommand(command))
    if (args.includes('--json')) {
      console.stdout.write(`${JSON.stringify(failureResult(error, 'terminal'))}\n`)
    }
    console.stderr.write(`proofmark: ${describeError(error)}\n`)
    return EXIT.error
  }
  const action = await load()
  try {
    return await runCommand(action, readArguments(rest, action.inputs), console)
  } catch (error) {
    if (rest.includes('--json')) {
      console.stdout.write(`${JSON.stringify(failureResult(error, 'terminal'))}\n`)
    }
    console.stderr.write(`proofmark ${action.name}: ${describeError(error, 'terminal')}\n`)
    return EXIT.error
  }
}

function unknownCommand(command: string): string {
  if (Object.hasOwn(ELSEWHERE, command)) return ELSEWHERE[command] ?? ''
  const guess = didYouMean(command, [...Object.keys(COMMANDS), ...Object.keys(ELSEWHERE)])
  return `no command "${command}"${guess}\n  See proofmark --help.`
}

async function runCommand(
  action: Action,
  {inputs, globals}: Arguments,
  {environment, directory, stdout, stderr}: Console,
): Promise<number> {
  if (globals.has('help')) {
    stdout.write(describeCommand(action))
    return EXIT.accepted
  }
  if (globals.has('version')) {
    stdout.write(`${VERSION}\n`)
    return EXIT.accepted
  }
  const isJson = globals.has('json')
  const stream = isJson ? stderr : stdout
  const runner = terminalRunner({
    inputs,
    stream,
    colours: stream.isTTY === true && !environment['NO_COLOR'],
    verbose: globals.has('verbose'),
  })
  const {decision, result} = await start(action, {
    runner,
    place: terminalPlace(environment, directory),
  })
  if (isJson) stdout.write(`${JSON.stringify(result)}\n`)
  return EXIT[decision]
}
