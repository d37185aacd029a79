import {
  type AcceptConfig,
  type Accepted,
  type Acceptor,
  acceptorsOf,
  claimOf,
} from '../../domain/acceptance.ts'
import type {Config} from '../../domain/config.ts'
import type {Digest} from '../../domain/digest.ts'
import type {GateBody} from '../../domain/gate.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import {codeOf, describeError} from '../../platform/errors.ts'
import {isMember, mergedPull, readTalk} from '../../platform/github/acceptance.ts'
import {sha256} from '../../platform/hash.ts'
import type {Setting} from '../setting.ts'

/** A person may take a loss upon themselves; nobody can take what is not known at all. */
const ACCEPTABLE: readonly GateBody['verdict'][] = ['fail', 'inconclusive']

export type JudgedGate = {
  readonly body: GateBody
  /** Of the commit that is trusted to hold what decides. */
  readonly config: Config | undefined
  readonly model: Digest | undefined
}

/** The verdict with what people said to it: that they accept it, or how they could. */
export async function askPeople(setting: Setting, judged: JudgedGate): Promise<GateBody> {
  const {body, config} = judged
  const accept = config?.gate?.accept
  if (!accept || !setting.github || !ACCEPTABLE.includes(body.verdict)) return body
  const of = judged.model === undefined ? 'metrics' : 'model'
  const digest = judged.model ?? figuresDigest(body)
  const acceptable = {label: accept.label, by: acceptorsOf(accept).map(({text}) => text), digest}
  try {
    const answer = await lookFor(setting, accept, digest)
    if (answer === undefined) return {...body, acceptable}
    if (typeof answer === 'string') return {...body, acceptable: {...acceptable, problem: answer}}
    return {...body, accepted: {...answer, of, digest}}
  } catch (error) {
    // Who cannot ask knows of nobody who accepted it.
    const problem = `GitHub could not be asked who accepted it: ${describeError(error, 'github')}`
    setting.runner.annotate('warning', problem)
    return {...body, acceptable: {...acceptable, problem: shortProblem(error)}}
  }
}

function shortProblem(error: unknown): string {
  return `GitHub could not be asked who accepted it (${codeOf(error)}); the log of the gate says why`
}

type Found = Omit<Accepted, 'of' | 'digest'>

/** Nothing where nobody set the label; a text where the label does not count. */
async function lookFor(
  {github}: Setting,
  accept: AcceptConfig,
  digest: Digest,
): Promise<Found | string | undefined> {
  if (!github) return undefined
  const {context, client} = github
  const {transport} = client
  const number = context.pullRequest?.number ?? (await mergedPull(transport, context.sha))
  if (number === undefined) return undefined
  const talk = await readTalk(transport, number)
  const claim = claimOf({config: accept, digest, ...talk})
  if (claim.kind === 'none') return undefined
  if (claim.kind === 'refused') return claim.problem
  const {login, reason, at} = claim
  const acceptors = acceptorsOf(accept)
  for (const acceptor of acceptors) {
    if (!(await counts(acceptor, login, github))) continue
    return {by: login, reason, as: acceptor.text, label: accept.label, pullRequest: number, at}
  }
  return notOne(login, acceptors)
}

async function counts(
  acceptor: Acceptor,
  login: string,
  {client}: NonNullable<Setting['github']>,
): Promise<boolean> {
  if (acceptor.kind === 'person') return acceptor.login.toLowerCase() === login.toLowerCase()
  const {org, team} = acceptor
  return isMember(client.transport, {org, team, login})
}

function notOne(login: string, acceptors: readonly Acceptor[]): string {
  const names = acceptors.map(({text}) => text).join(', ')
  const teams = acceptors.some(({kind}) => kind === 'team')
  const why = teams
    ? '. The token of the job may not ask for members of a team: give the gate the token of an app that may read members, or name people'
    : ''
  return `@${login} set the label, and GitHub does not say that this is one of ${names}${why}`
}

/** Of a run that has no model there is nothing but its figures. */
function figuresDigest({metrics}: GateBody): Digest {
  const figures: Json = metrics.map(({key, value, slice}) => [[...key], value, {...slice}])
  return sha256(canonicalJson(figures))
}
