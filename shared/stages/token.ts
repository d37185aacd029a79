import type {Runner} from '../domain/ports/runner.ts'
import type {TokenResult} from '../domain/results.ts'
import {type Credential, obtainCredential, revokeToken} from '../features/identity/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {now} from '../platform/clock.ts'
import {ActionError} from '../platform/errors.ts'
import {headCommit} from '../platform/git.ts'
import {readGithubContext} from '../platform/github/context.ts'
import {refuseForkHead} from '../platform/github/fork-guard.ts'
import {maskSecret} from '../platform/secrets.ts'
import {joinSecret, splitSecret} from '../platform/split-secret.ts'
import type {TokenInputs} from './inputs.ts'

/** What the first half of the step leaves for the second. */
const STATE = {token: 'token', revocation: 'revocation', expiresAt: 'expires-at'} as const

/** The stage behind the action `token`. In a terminal it only tries whether the exchange works. */
export async function runToken(inputs: TokenInputs, {runner, place}: Scene) {
  const {exchange, audience, scope, revocation, 'export-as': exportAs} = inputs
  const context = await readGithubContext(place.environment)
  if (context) refuseForkHead(context, {sha: (await headCommit(place.workspace))?.sha})
  const credential = await obtainCredential(
    {exchange, audience, scope, revocation},
    {
      action: 'token',
      environment: place.environment,
      runner,
      isFork: context?.pullRequest?.isFork ?? false,
    },
  )
  const isTrial = place.kind === 'terminal'
  if (isTrial) await credential.revoke()
  else if (revocation) await keepForRevocation(credential, revocation, {runner, place})
  if (exportAs && !isTrial) runner.exportVariable(exportAs, credential.value)

  const expiresAt = credential.expiresAt?.toISOString()
  const result: TokenResult = {
    schema: 'proofmark/token-result/v1',
    reasonCode: 'exchanged',
    audience,
    ...(credential.scope === undefined ? {} : {scope: credential.scope}),
    ...(expiresAt === undefined ? {} : {expiresAt}),
    isWeak: credential.isWeak,
    ...(exportAs && !isTrial ? {exportedAs: exportAs} : {}),
    givenBack: revocation ? (isTrial ? 'already' : 'after-the-job') : 'never',
  }
  return {
    decision: 'accepted',
    headline: headlineOf(result),
    outputs: {
      token: isTrial ? '' : credential.value,
      'expires-at': expiresAt ?? '',
      scope: credential.scope ?? '',
      'reason-code': 'exchanged',
    },
    result,
  } as const satisfies Outcome<string>
}

async function keepForRevocation(
  {value, expiresAt}: Credential,
  revocation: string,
  {runner, place}: Scene,
): Promise<void> {
  runner.saveState(STATE.token, await splitSecret(value, place.temporary))
  runner.saveState(STATE.revocation, revocation)
  runner.saveState(STATE.expiresAt, expiresAt?.toISOString() ?? '')
}

/** Runs when the job is over, however it went. */
export async function giveTokenBack({runner}: Pick<Scene, 'runner'>): Promise<void> {
  const revocation = runner.state(STATE.revocation)
  if (revocation === '') return
  try {
    await revokeKept(runner, revocation)
    runner.info('the token is given back')
  } catch (error) {
    const until = runner.state(STATE.expiresAt)
    const left = until === '' ? 'as long as its endpoint lets it' : `until ${until}`
    throw new ActionError('not-revoked', `the token stays valid ${left}`, {cause: error})
  }
}

async function revokeKept(runner: Runner, revocation: string): Promise<void> {
  const token = await joinSecret(runner.state(STATE.token))
  maskSecret(token, runner)
  await revokeToken(token, revocation)
}

function headlineOf({audience, expiresAt, givenBack}: TokenResult): string {
  const until = expiresAt === undefined ? '' : ` for ${minutesUntil(expiresAt)}`
  const end = {
    already: 'given back already',
    'after-the-job': 'given back after the job',
    never: 'never given back: no revocation is named',
  }[givenBack]
  return `a token for ${audience}${until}, ${end}`
}

function minutesUntil(moment: string): string {
  const minutes = Math.round((Date.parse(moment) - now().getTime()) / 60_000)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
