import type {Runner} from '../domain/ports/runner.ts'
import type {Target} from '../domain/ports/target.ts'
import {commandTarget, httpTarget} from '../features/deployment/index.ts'
import {type Credential, obtainCredential} from '../features/identity/index.ts'
import {describeError} from '../platform/errors.ts'
import type {DeployJob} from './deploy-job.ts'

/** Opens the target with a credential that lives as long as the work, and gives it back whatever happens. */
export async function withTarget<T>(
  job: DeployJob,
  signal: AbortSignal,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const {setting, wish} = job
  const credential = wish.token && (await askCredential(job, wish.token))
  try {
    return await work(targetOf(job, credential?.value, signal))
  } finally {
    if (credential) await giveBack(credential, setting.runner)
  }
}

function askCredential(
  {setting, github}: DeployJob,
  token: NonNullable<DeployJob['wish']['token']>,
): Promise<Credential> {
  const {environment} = setting.place
  const isFork = github.context.pullRequest?.isFork ?? false
  return obtainCredential(token, {action: 'deploy', environment, runner: setting.runner, isFork})
}

function targetOf(
  {setting, environment, wish: {target}}: DeployJob,
  token: string | undefined,
  signal: AbortSignal,
): Target {
  const {http, command, predict} = target
  if (http !== undefined) return httpTarget({address: http.replace(/\/+$/, ''), token, signal})
  const {place, runner} = setting
  return commandTarget({argv: command ?? [], environment, token, predict, place, runner, signal})
}

async function giveBack(credential: Credential, runner: Pick<Runner, 'annotate'>): Promise<void> {
  try {
    await credential.revoke()
  } catch (error) {
    runner.annotate('warning', `the token was not given back: ${describeError(error)}`)
  }
}
