import type {Digest} from '../../domain/digest.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import type {Delivery, Target} from '../../domain/ports/target.ts'
import {ActionError} from '../../platform/errors.ts'
import {isInside, writeAtomically} from '../../platform/files.ts'
import {absolutePath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {childEnvironment} from '../../platform/process-environment.ts'
import {type ProcessExit, runProcess} from '../../platform/processes.ts'
import {randomName} from '../../platform/random.ts'
import {withoutSecrets} from '../../platform/secrets.ts'
import {predictFrom} from './http-target.ts'

export type CommandDoor = {
  readonly argv: readonly string[]
  readonly environment: string
  readonly token?: string | undefined
  /** Where what is live answers, for the smoke test. */
  readonly predict?: string | undefined
  readonly place: Place
  readonly runner: Pick<Runner, 'info'>
  readonly signal?: AbortSignal
}

/** A deployment that takes longer is taken for stuck, by others that wait too. */
const LONGEST_MS = 20 * 60_000
const GRACE_MS = 3000

/** A program of the user's. It alone is given the token, and it is given nothing else of ours. */
export function commandTarget(door: CommandDoor): Target {
  const {argv, environment, token, predict, place, runner, signal} = door
  const [program = '', ...words] = argv
  let folder: string | undefined

  async function run(action: 'put' | 'rollback', digest: Digest): Promise<void> {
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
      },
      timeoutMs: LONGEST_MS,
      graceMs: GRACE_MS,
      outputLimitBytes: 0,
      onLine(line) {
        last = token === undefined ? line : withoutSecrets(line, [token])
        runner.info(last)
      },
    })
    if (exit.kind === 'exited' && exit.code === 0) return
    throw new ActionError('command-failed', `${program} ${howOf(exit)}${last && `: ${last}`}`)
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
          predict: question => predictFrom({token, ...(signal ? {signal} : {})}, predict, question),
        }),
  }
}

/** What a section says of paths is anybody's. */
function inside(folder: string, path: string, place: Place): string {
  const file = absolutePath({...place, workspace: folder}, path)
  if (file !== folder && isInside(folder, file)) return file
  throw new ActionError('path-outside', 'a file of the model would lie outside of its folder')
}

function howOf(exit: ProcessExit): string {
  switch (exit.kind) {
    case 'exited':
      return `ended with exit code ${exit.code}`
    case 'signalled':
      return `was ended by ${exit.signal}`
    case 'timed-out':
      return `did not end within ${LONGEST_MS / 60_000} minutes`
    case 'not-started':
      return 'could not be started'
  }
}
