import {decodeUndo, type Undo} from '../../domain/deployment/undo.ts'
import type {Digest} from '../../domain/digest.ts'
import {endLeftovers, undo} from '../../features/deployment/index.ts'
import type {Scene} from '../../platform/action.ts'
import {describeError} from '../../platform/errors.ts'
import {
  type DeploymentStatus,
  listDeployments,
  setDeploymentStatus,
} from '../../platform/github/deployments.ts'
import {runUrl} from '../report.ts'
import {openSetting} from '../setting.ts'
import {STATE} from './status.ts'
import {type Door, markOf, withTarget} from './target.ts'

/** GitHub gives a cancelled job some minutes for this. */
const PATIENCE_MS = 60_000
/** A request that was sent before the process ended arrives within this, as a rule. */
const PAUSE_MS = 5000
const WAITING = ['queued', 'pending', 'in_progress']

/**
 * Runs when the job is over, however it went: a deployment that nobody ended is not under way for ever, and what it
 * made live without having tried it is taken back.
 */
export async function finishDeploy(scene: Scene): Promise<void> {
  const {runner} = scene
  const id = Number(runner.state(STATE.deployment))
  const token = runner.inputs().get('token')
  if (!Number.isSafeInteger(id) || id === 0 || runner.state(STATE.ended) !== '' || !token) return
  const config = runner.inputs().get('config') ?? 'proofmark.yml'
  const wishes = {config, pipeline: undefined, leg: 'main', token, store: undefined}
  const setting = await openSetting('deploy', wishes, scene)
  const {github} = setting
  if (!github) return
  const {transport} = github.client
  const left = decodeUndo(runner.state(STATE.undo))
  const environment = left?.environment ?? runner.inputs().get('environment') ?? ''
  const found = await listDeployments(transport, environment, some => some.some(isOurs))
  const ours = found.find(isOurs)
  // Its last word was said, and the process ended before it could note that.
  if (ours && (ours.hasSucceeded || !WAITING.includes(ours.state))) return
  const wasTouched = runner.state(STATE.touched) !== ''
  const said = left
    ? await takeBack({setting, github, environment, wish: left}, left, id)
    : wasTouched
      ? unclear('a rollback was under way')
      : UNTOUCHED
  await setDeploymentStatus(transport, id, {...said, logUrl: runUrl(setting)})
  runner.annotate('warning', `deployment ${id} was cut off: ${said.description}`)

  function isOurs(one: {readonly id: number}): boolean {
    return one.id === id
  }
}

type Said = Pick<DeploymentStatus, 'state' | 'description'>
const UNTOUCHED: Said = {
  state: 'failure',
  description: 'the job ended in the middle; nothing was made live',
}

async function takeBack(door: Door, {model, back}: Undo, deployment: number): Promise<Said> {
  const {runner} = door.setting
  await endLeftovers(markOf(door.github, deployment))
  if (back === undefined) return unclear('nothing was live before')
  const wish = {model, back, wasLive: runner.state(STATE.live) !== '', pauseMs: PAUSE_MS}
  try {
    const visit = {deployment, patienceMs: PATIENCE_MS}
    const {live, isSettled} = await withTarget(door, visit, target => undo(target, wish))
    if (live === back && isSettled) return isBack(back)
    return unclear(`it serves ${live ?? 'nothing'}`)
  } catch (error) {
    runner.annotate(
      'error',
      `going back to ${back} failed; look at the target now:\n${describeError(error)}`,
    )
    return unclear(`going back to ${back} failed`)
  }
}

function isBack(back: Digest): Said {
  const description = `the job ended in the middle; ${back} is live again`
  return {state: 'failure', description}
}

function unclear(why: string): Said {
  const description = `the job ended in the middle; look at what the target serves: ${why}`
  return {state: 'error', description}
}
