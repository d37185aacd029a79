import type {Runner} from '../../domain/ports/runner.ts'
import type {Target} from '../../domain/ports/target.ts'
import type {TokenWish} from '../../domain/token.ts'
import {commandTarget, httpTarget, type TokenSource} from '../../features/deployment/index.ts'
import {type Credential, obtainCredential} from '../../features/identity/index.ts'
import {now} from '../../platform/clock.ts'
import {describeError} from '../../platform/errors.ts'
import type {DeployJob} from './job.ts'

export type Door = Pick<DeployJob, 'setting' | 'github' | 'environment'> & {
  readonly wish: Pick<DeployJob['wish'], 'target' | 'token'>
}

export type Visit = {
  /** The number of our deployment. */
  readonly deployment: number
  readonly signal?: AbortSignal
  /** For each single step, instead of the usual. */
  readonly patienceMs?: number
}

/** Opens the target with a credential that lives as long as the work, and gives it back whatever happens. */
export async function withTarget<T>(
  door: Door,
  visit: Visit,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const {token} = door.wish
  const tokens = token && (await openTokens(door, token))
  try {
    return await work(targetOf(door, visit, tokens?.current))
  } finally {
    await tokens?.giveBack()
  }
}

/** Of a token's time; then another one is asked for. */
const USED_UP = 0.8
const SHORTEST_USE_MS = 10_000

/** One token after the other: the way back must not be shut because an upload took longer than a token lives. */
async function openTokens(door: Door, wish: TokenWish) {
  const made: Credential[] = []
  let current = ''
  let renewAt = 0
  const obtain = async () => {
    const from = now().getTime()
    const credential = await askCredential(door, wish)
    made.push(credential)
    current = credential.value
    const lifeMs = (credential.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - from
    renewAt = from + Math.max(lifeMs * USED_UP, SHORTEST_USE_MS)
  }
  await obtain()
  const source: TokenSource = async () => {
    if (now().getTime() >= renewAt) await obtain()
    return current
  }
  return {
    current: source,
    async giveBack() {
      for (const credential of made) await giveBack(credential, door.setting.runner)
    },
  }
}

function askCredential({setting, github}: Door, token: TokenWish): Promise<Credential> {
  const {environment} = setting.place
  const isFork = github.context.pullRequest?.isFork ?? false
  return obtainCredential(token, {action: 'deploy', environment, runner: setting.runner, isFork})
}

function targetOf(
  {setting, github, environment, wish: {target}}: Door,
  {deployment, signal, patienceMs}: Visit,
  token: TokenSource | undefined,
): Target {
  const {http, command, predict} = target
  const common = {token, ...(signal ? {signal} : {})}
  if (http !== undefined) {
    const address = http.replace(/\/+$/, '')
    return httpTarget({...common, address, ...(patienceMs ? {askMs: patienceMs} : {})})
  }
  const {place, runner} = setting
  return commandTarget({
    ...common,
    argv: command ?? [],
    environment,
    mark: markOf(github, deployment),
    predict,
    place,
    runner,
    ...(patienceMs ? {longestMs: patienceMs} : {}),
  })
}

/** What processes of a deployment carry. */
export function markOf({context: {repository}}: DeployJob['github'], deployment: number): string {
  return `${repository.owner}/${repository.name}/${deployment}`
}

async function giveBack(credential: Credential, runner: Pick<Runner, 'annotate'>): Promise<void> {
  try {
    await credential.revoke()
  } catch (error) {
    runner.annotate('warning', `the token was not given back: ${describeError(error)}`)
  }
}
