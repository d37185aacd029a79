import type {Digest} from '../../domain/digest.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import type {Delivery, Target} from '../../domain/ports/target.ts'
import {ActionError} from '../../platform/errors.ts'
import {isInside, writeAtomically} from '../../platform/files.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {describeEnd, tellLeft} from '../../platform/process-end.ts'
import {childEnvironment} from '../../platform/process-environment.ts'
import {MAX_LINE_BYTES} from '../../platform/process-output.ts'
import {sweepMarked} from '../../platform/process-sweep.ts'
import {runProcess} from '../../platform/processes.ts'
import {randomName} from '../../platform/random.ts'
import {secretForms, withoutSecrets} from '../../platform/secrets.ts'
import {predictFrom, type TokenSource} from './http-target.ts'

export type CommandDoor = {
  readonly argv: readonly string[]
  readonly environment: string
  readonly token?: TokenSource | undefined
  /** Unlike any other; processes that carry it belong to this deployment. */
  readonly mark: string
  /** Where what is live answers, for the smoke test. */
  readonly predict?: string | undefined
  readonly place: Place
  readonly runner: Pick<Runner, 'info' | 'annotate'>
  readonly signal?: AbortSignal
  /** For one run of it, instead of the usual; who has little time. */
  readonly longestMs?: number
}

/** The name of the variable that carries the mark. */
const MARK = 'PROOFMARK_DEPLOYMENT'

/** A deployment that takes longer is taken for stuck, by others that wait too. */
const LONGEST_MS = 20 * 60_000
const GRACE_MS = 3000

/** Ends what an earlier process of this deployment may have left at work. */
export function endLeftovers(mark: string): Promise<number> {
  return sweepMarked(MARK, mark)
}

/** A program of the user's. It alone is given the token, and it is given nothing else of ours. */
export function commandTarget(door: CommandDoor): Target {
  const {argv, environment, mark, predict, place, runner, signal} = door
  const {longestMs = LONGEST_MS} = door
  const [program = '', ...words] = argv
  let folder: string | undefined

  async function run(action: 'put' | 'rollback', digest: Digest): Promise<void> {
    const token = await door.token?.()
    let last = ''
    const {exit} = await runProcess([program, ...words], {
      cwd: place.workspace,
      environment: {
        ...childEnvironment(place.environment),
        PROOFMARK_ACTION: action,
        PROOFMARK_DIGEST: digest,
        PROOFMARK_ENVIRONMENT: environment,
        ...(action === 'put' && folder !== undefined ? {PROOFMARK_MODEL: folder} : {}),
        ...(token === undefined ? {} : {PROOFMARK_TOKEN: token}),
        [MARK]: mark,
      },
      timeoutMs: longestMs,
      graceMs: GRACE_MS,
      outputLimitBytes: 0,
      onLine(line) {
        last = hidden(line, token)
        runner.info(last)
      },
    })
    tellLeft(runner, program, await endLeftovers(mark))
    if (exit.kind === 'exited' && exit.code === 0) return
    const how = describeEnd(exit, longestMs)
    throw new ActionError('command-failed', `${program} ${how}${last && `: ${last}`}`)
  }

  return {
    place: `the command ${program}`,
    async put({files}: Delivery) {
      const clean = `${place.temporary}/deploy-${randomName()}`
      for (const {path, bytes} of files) await writeAtomically(inside(clean, path, place), bytes)
      const [only, ...more] = files
      folder = only && more.length === 0 ? `${clean}/${only.path}` : clean
    },
    activate: digest => run('put', digest),
    restore: digest => run('rollback', digest),
    ...(predict === undefined
      ? {}
      : {
          predict: question =>
            predictFrom({token: door.token, ...(signal ? {signal} : {})}, predict, question),
        }),
  }
}

/** What a section says of paths is anybody's. */
function inside(folder: string, path: string, place: Place): string {
  const file = absolutePath({...place, workspace: folder}, path)
  if (file !== folder && isInside(folder, file)) return file
  throw new ActionError('path-outside', 'a file of the model would lie outside of its folder')
}

/** Of a line that was cut, the end may be the first part of the token. */
function hidden(line: string, token: string | undefined): string {
  if (token === undefined) return line
  const isCut = line.length >= MAX_LINE_BYTES / 4 && line.endsWith('…')
  const longest = Math.max(...secretForms(token).map(({length}) => length))
  return withoutSecrets(isCut ? `${line.slice(0, -longest - 1)}…` : line, [token])
}
