import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {type Digest, digestFrom} from './digest.ts'
import {writeDurably} from './durable-file.ts'
import {makeQueue} from './queue.ts'
import {Refusal} from './refusal.ts'
import {isObject} from './request-body.ts'

/** Which model answers, which one did before, and since when; all null before the first activation. */
export type Active = {
  readonly digest: Digest | null
  readonly previous: Digest | null
  readonly since: string | null
}

export type ActiveModel = {
  readonly read: () => Active
  /**
   * Makes `digest` the active model if `expected` is active; `prepare` runs before and may refuse. True when
   * something changed.
   */
  readonly swap: (
    digest: Digest,
    expected: Digest | null,
    prepare: () => Promise<void>,
  ) => Promise<boolean>
}

const NONE: Active = {digest: null, previous: null, since: null}

/** Keeps what is active in `active.json`; a file that cannot be understood stops the start. */
export async function openActiveModel(folder: string, now: () => Date): Promise<ActiveModel> {
  const path = join(folder, 'active.json')
  const inLine = makeQueue()
  let active = await load(path)

  const swap: ActiveModel['swap'] = (digest, expected, prepare) =>
    inLine(async () => {
      if (active.digest !== expected) {
        throw new Refusal(409, 'active-differs', {
          message: `${active.digest ?? 'no model'} is active, not ${expected ?? 'no model'}`,
          fields: {active: active.digest},
        })
      }
      await prepare()
      if (active.digest === digest) return false
      const next = {digest, previous: active.digest, since: now().toISOString()}
      await writeDurably(path, `${JSON.stringify(next)}\n`)
      active = next
      return true
    })

  return {read: () => active, swap}
}

async function load(path: string): Promise<Active> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return NONE
  const active = parse(text)
  if (active === undefined) throw new Error(`${path} is broken; nobody knows which model is active`)
  return active
}

function parse(text: string): Active | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  const digest = digestFrom(value['digest'])
  const previous = value['previous'] === null ? null : digestFrom(value['previous'])
  const since = value['since']
  if (!digest || previous === undefined || typeof since !== 'string') return undefined
  return {digest, previous, since}
}
