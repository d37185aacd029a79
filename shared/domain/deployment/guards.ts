import {shortCommit} from '../commit.ts'
import type {Digest} from '../digest.ts'
import type {GateBody} from '../gate.ts'
import type {Trust} from '../record.ts'
import {people} from './approval-guard.ts'
import type {Champion, OwnDeployment} from './champion.ts'
import type {ApprovalWish} from './config.ts'
import {missingProtection, type Protection} from './environment.ts'
import {type Guard, holds, refuse} from './guard.ts'

/** All that a decision to deploy rests on; what is absent was not found. */
export type Evidence = {
  readonly isReviewedRun: boolean
  /** Of each section that the road demands its trust. */
  readonly trusts: ReadonlyMap<string, Trust>
  readonly demanded: readonly string[]
  readonly gate:
    | Pick<GateBody, 'verdict' | 'reasonCode' | 'reason' | 'rules' | 'policy' | 'accepted'>
    | undefined
  /** Who says which digest the model has: the training, the evaluation, the gate, the bytes at hand. */
  readonly digests: ReadonlyMap<string, Digest | undefined>
  /** What breaks the chain from the bytes to the verdict, by the section where; one sentence each. */
  readonly gaps: ReadonlyMap<string, string>
  /** Of the rules that the default branch holds now; absent when it holds none. */
  readonly policyNow: Digest | undefined
  /** The configuration of the default branch says that people may accept what the rules refuse. */
  readonly mayAccept?: boolean
  readonly live: Champion | undefined
  /** How the commit relates to the one that is live. */
  readonly order: 'first' | 'same' | 'later' | 'earlier' | 'diverged'
  /** Whose people are asked; protection is absent when there is no such environment. */
  readonly environments: ReadonlyMap<string, Protection | undefined>
  readonly wish: ApprovalWish
  /** Why approvals could not be counted, whoever gives them. */
  readonly doubts: readonly string[]
  /** The holdout for the smoke test: as it was evaluated, and as it lies here; absent where none is needed. */
  readonly holdout: {readonly evaluated: Digest; readonly here: Digest | undefined} | undefined
}

/** Every guard of a deployment that can be asked before anybody approves it. Each is told, also those that hold. */
export function judgeEvidence(evidence: Evidence): readonly Guard[] {
  return [
    guardRun(evidence),
    guardSections(evidence),
    guardVerdict(evidence),
    guardBytes(evidence),
    guardPolicy(evidence),
    guardOrder(evidence),
    guardHoldout(evidence),
    guardEnvironment(evidence),
  ]
}

export type RollbackEvidence = Pick<
  Evidence,
  'isReviewedRun' | 'environments' | 'wish' | 'doubts'
> & {
  /** The deployment that is gone back to. */
  readonly back: Pick<OwnDeployment, 'id' | 'payload'> | undefined
}

/** The same for a rollback by hand, which needs no new evidence: the model was live before. */
export function judgeRollback(evidence: RollbackEvidence): readonly Guard[] {
  return [guardRun(evidence), guardBack(evidence), guardEnvironment(evidence)]
}

function guardBack({back}: RollbackEvidence): Guard {
  const name = 'was live here before'
  if (!back) return refuse(name, 'no-way-back', 'no such model was live in this environment before')
  return holds(name, `${back.payload.model}, deployment ${back.id}`)
}

function guardRun({isReviewedRun}: Pick<Evidence, 'isReviewedRun'>): Guard {
  const name = 'reviewed code'
  if (isReviewedRun) return holds(name, 'the run belongs to the default branch')
  return refuse(name, 'untrusted-run', 'the run does not belong to the default branch')
}

function guardSections({demanded, trusts, gaps}: Evidence): Guard {
  const name = 'evidence complete'
  const missing = demanded.filter(section => !trusts.has(section) && !gaps.has(section))
  if (missing.length > 0) {
    return refuse(name, 'evidence-missing', `the run has no ${missing.join(' and no ')} section`)
  }
  const claimed = demanded.filter(section => trusts.get(section) === 'claimed')
  if (claimed.length > 0) {
    const whose = `the ${claimed.join(' and the ')} section`
    return refuse(name, 'not-reviewed', `${whose} was made by code that nobody reviewed`)
  }
  return holds(name, `${demanded.join(', ')}: all there, made by reviewed code`)
}

function guardVerdict({gate, live, digests, mayAccept}: Evidence): Guard {
  const name = 'verdict passes'
  if (!gate) return refuse(name, 'verdict-not-pass', 'there is no verdict')
  if (gate.verdict === 'pass') return holds(name, gate.reason)
  const blocking = gate.rules.filter(rule => rule.blocking)
  const absolute = blocking.filter(rule => rule.kind === 'absolute')
  if (
    gate.verdict === 'no-baseline' &&
    !live &&
    absolute.length > 0 &&
    absolute.every(rule => rule.verdict === 'pass')
  ) {
    return holds(name, `nothing is live yet, and all limits hold (${absolute.length})`)
  }
  const said = `${gate.verdict}: ${gate.reason}`
  const {accepted} = gate
  if (!accepted) return refuse(name, 'verdict-not-pass', said)
  const isSame =
    accepted.of === 'model' && [...digests.values()].every(one => one === accepted.digest)
  if (mayAccept && isSame && (gate.verdict === 'fail' || gate.verdict === 'inconclusive')) {
    return holds(
      name,
      `${said}; accepted by @${accepted.by} (${accepted.as}): "${accepted.reason}"`,
    )
  }
  const why = mayAccept
    ? 'what was accepted is another model'
    : 'the configuration lets nobody accept it any more'
  return refuse(name, 'verdict-not-pass', `${said}; ${why}`)
}

function guardBytes({digests, gaps}: Evidence): Guard {
  const name = 'bytes match the evidence'
  if (gaps.size > 0) return refuse(name, 'bytes-differ', [...gaps.values()].join('; '))
  const [first, ...others] = [...digests]
  if (!first || digests.size < 2)
    return refuse(name, 'bytes-differ', 'there are no bytes to compare')
  const [who, digest] = first
  const other = others.find(([, found]) => found !== digest)
  if (digest === undefined || other) {
    const [whose, found] = other ?? first
    const said = `${who} has ${digest ?? 'no digest'}, ${whose} has ${found ?? 'no digest'}`
    return refuse(name, 'bytes-differ', said)
  }
  return holds(name, `${digest}: ${[...digests.keys()].join(', ')} agree`)
}

function guardPolicy({gate, policyNow}: Evidence): Guard {
  const name = "today's policy"
  if (!gate) return refuse(name, 'policy-untrusted', 'there is no verdict')
  const {from, digest} = gate.policy
  if (from === 'inputs') return holds(name, 'the rules stand in the reviewed workflow file')
  if (from !== 'commit') {
    return refuse(name, 'policy-untrusted', 'the rules that judged it stand in no trusted commit')
  }
  if (policyNow === digest) return holds(name, 'the rules are those of the default branch now')
  return refuse(name, 'policy-changed', 'the rules changed since the model was judged; judge again')
}

function guardOrder({order, live}: Evidence): Guard {
  const name = 'not older than what is live'
  switch (order) {
    case 'first':
      return holds(name, 'nothing is live yet')
    case 'same':
      return holds(name, 'it is made from the commit that is live')
    case 'later':
      return holds(name, `it comes after ${short(live)}, which is live`)
    case 'earlier':
      return refuse(name, 'older-than-live', `what is live was made later, from ${short(live)}`)
    case 'diverged':
      return refuse(name, 'older-than-live', `${short(live)}, which is live, is no ancestor of it`)
  }
}

function guardHoldout({holdout}: Evidence): Guard {
  const name = 'rows for the smoke test'
  if (!holdout) return holds(name, 'none: nobody can be asked there')
  const {evaluated, here} = holdout
  if (here === evaluated) return holds(name, `the holdout is ${evaluated}`)
  const found = here === undefined ? 'it is not here' : `here it is ${here}`
  return refuse(name, 'holdout-differs', `evaluated was the holdout ${evaluated}, ${found}`)
}

function guardEnvironment({
  environments,
  wish,
  doubts,
}: Pick<Evidence, 'environments' | 'wish' | 'doubts'>): Guard {
  const name = 'environment asks people'
  for (const [environment, protection] of environments) {
    if (protection) continue
    return refuse(name, 'environment-missing', `there is no environment "${environment}"`)
  }
  const weak = [...environments].flatMap(([environment, protection]) => {
    const missing = protection ? missingProtection(protection, wish) : []
    return missing.length > 0 ? [`environment "${environment}": ${missing.join('; ')}`] : []
  })
  if (weak.length > 0) return refuse(name, 'environment-unprotected', weak.join('; '))
  if (wish === 'none') return holds(name, 'approvals: none, as the configuration says')
  if (doubts.length > 0) return refuse(name, 'approval-missing', doubts.join('; '))
  const canSkip = [...environments.values()].some(protection => protection?.canAdminsBypass)
  const skipped = canSkip ? '; administrators may skip it' : ''
  const where = environments.size > 1 ? ` in ${[...environments.keys()].join(', ')}` : ''
  return {name, state: 'asked', reason: `${people(wish.people)}${except(wish)}${where}${skipped}`}
}

function except({not}: Exclude<ApprovalWish, 'none'>): string {
  return not.length === 0 ? '' : `, not the ${not.join(' or the ')}`
}

function short(live: Champion | undefined): string {
  return live ? shortCommit(live.commit) : 'nothing'
}
