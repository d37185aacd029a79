import {ActionError} from '../../platform/errors.ts'
import {runMarked} from '../../platform/marked-process.ts'
import type {Place} from '../../platform/place.ts'
import {describeEnd} from '../../platform/process-end.ts'
import {childEnvironment} from '../../platform/process-environment.ts'

const LONGEST_MS = 2 * 60_000
const OUTPUT_BYTES = 64 * 1024
const LONGEST_VERSION = 500

export type VersionCommand = {
  readonly name: string
  readonly argv: readonly [string, ...string[]]
  readonly place: Place
  /** Default: two minutes. */
  readonly longestMs?: number
}

/**
 * The version that a command prints as its only line. It runs without a shell and without any token; what it says is
 * believed, and so the dataset counts as claimed.
 */
export async function askVersion({
  name,
  argv,
  place,
  longestMs = LONGEST_MS,
}: VersionCommand): Promise<string> {
  const {exit, stdout, isCut} = await runMarked(argv, {
    cwd: place.workspace,
    environment: childEnvironment(place.environment),
    timeoutMs: longestMs,
    outputLimitBytes: OUTPUT_BYTES,
  })
  if (exit.kind !== 'exited' || exit.code !== 0) {
    throw failed(`the version command of ${name} ${describeEnd(exit, longestMs)}`)
  }
  if (isCut) throw failed(`the version command of ${name} printed more than ${OUTPUT_BYTES} bytes`)
  const version = lineOf(stdout)
  if (version !== undefined) return version
  throw failed(
    `the version command of ${name} did not print one line of 1 to ${LONGEST_VERSION} plain characters`,
  )
}

function lineOf(output: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(output).trim()
    const isPlain = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u.test(text)
    return isPlain && text.length <= LONGEST_VERSION ? text : undefined
  } catch {
    return undefined
  }
}

function failed(message: string): ActionError {
  return new ActionError('version-unknown', message, {
    hint: 'It must end with 0 and print the id of a snapshot. It sees PATH, HOME and the like, and no tokens:\nversion: [python, snapshot_id.py]',
  })
}
