import {canonicalJson} from '../../domain/json.ts'
import type {History} from '../../domain/ports/history.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {type TriggerRecord, triggerFolder, triggerText} from '../../domain/trigger.ts'
import {ActionError, codeOf} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'

export type Start = {
  readonly history: History
  readonly record: TriggerRecord
  /** Start it although it was started before. */
  readonly again: boolean
  readonly dispatch: () => Promise<void>
  /** Waits a moment for another run, which is about to say how its start went. */
  readonly wait: () => Promise<void>
}

const MOST_LOOKS = 100
const WAITS = 5

/**
 * Starts a workflow for these data at most once. Whoever adds the claim to the history, which takes each file once,
 * starts it, and says then how that went. A claim that nobody ended is told: it may have been started or not.
 */
export async function dispatchOnce(start: Start): Promise<'dispatched' | 'already-dispatched'> {
  const {history, record, again, dispatch, wait} = start
  const folder = triggerFolder(record.pipeline, sha256(triggerText(record)))
  const claim = new TextEncoder().encode(canonicalJson(record))
  const title = `${record.pipeline}: new data`
  let waited = 0
  for (let look = 1; look <= MOST_LOOKS; look++) {
    const states = statesOf((await history.folders([folder])).get(folder) ?? new Map())
    if (!again && states.includes('sent')) return 'already-dispatched'
    if (!again && states.includes('open')) {
      if (waited++ === WAITS) throw interrupted(record)
      await wait()
      continue
    }
    const number = states.length + 1
    const isOurs = await claimed(history, `${folder}/asked-${number}.json`, claim, title)
    if (!isOurs) continue
    const say = async (end: 'sent' | 'refused') => {
      const text = new TextEncoder().encode(canonicalJson({end}))
      await history.add(new Map([[`${folder}/ended-${number}.json`, text]]), title)
    }
    await dispatch().catch(async (error: unknown) => {
      // Where not even that can be said, the claim stays open and the next run tells it; why it was refused matters more.
      if (codeOf(error) !== 'answer-lost') await say('refused').catch(() => undefined)
      throw error
    })
    await say('sent').catch((cause: unknown) => {
      throw unsaid(record, cause)
    })
    return 'dispatched'
  }
  throw new ActionError('too-many-starts', `the workflow was asked for ${MOST_LOOKS} times`)
}

type State = 'open' | 'sent' | 'refused'

/** How each claim ended; one that is open may just be at it. */
function statesOf(files: Bundle): readonly State[] {
  const states: State[] = []
  while (files.has(`asked-${states.length + 1}.json`)) {
    const end = files.get(`ended-${states.length + 1}.json`)
    const text = end && new TextDecoder().decode(end)
    states.push(
      text === undefined ? 'open' : text === canonicalJson({end: 'sent'}) ? 'sent' : 'refused',
    )
  }
  return states
}

/** False when another run was first. */
async function claimed(
  history: History,
  path: string,
  bytes: Uint8Array,
  title: string,
): Promise<boolean> {
  try {
    await history.add(new Map([[path, bytes]]), title)
    return true
  } catch (error) {
    if (codeOf(error) === 'already-recorded') return false
    throw error
  }
}

function unsaid({workflow}: TriggerRecord, cause: unknown): ActionError {
  return new ActionError(
    'trigger-interrupted',
    `${workflow} was started, and the history could not be told so`,
    {
      hint: 'It is not started again for the same data: later runs will ask you to look whether it was. It was.',
      cause,
    },
  )
}

function interrupted({workflow, run}: TriggerRecord): ActionError {
  return new ActionError(
    'trigger-interrupted',
    `another run was about to start ${workflow} for the same data, and never said that it did`,
    {
      hint: `Look in the list of runs whether ${workflow} was started. If not, run this workflow once with:\n    with: { again: true }`,
      cause: new Error(`asked for by run ${run.id}, attempt ${run.attempt}, again`),
    },
  )
}
