import {type Digest, hexOf} from './digest.ts'
import type {GateBody, RuleResult} from './gate.ts'

/** What is said of some bytes, as the in-toto attestation framework writes it; to be signed by who can. */
export type Statement = {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly Subject[]
  readonly predicateType: string
  readonly predicate: Readonly<Record<string, unknown>>
}

type Subject = {
  readonly name?: string
  readonly digest: Readonly<Record<'sha256', string> | Record<'gitCommit', string>>
}

export type Stated = {
  readonly body: GateBody
  readonly pipeline: string
  readonly model: Digest | undefined
  readonly commit: string | undefined
  /** When it was judged; ISO 8601. */
  readonly at: string
  /** The run that judged. */
  readonly url: string | undefined
}

const TYPE = 'https://in-toto.io/Statement/v1'
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'
export const VERIFICATION = 'https://in-toto.io/attestation/svr/v0.1'
/** Another number where the properties come to mean something else. */
const VERIFIER = 'https://github.com/proofmark/proofmark/gate/v1'

/** The rules as tests of the model; without a model, of the commit. Nothing where neither is known. */
export function testResult(stated: Stated): Statement | undefined {
  const {body, url} = stated
  const subject = subjectOf(stated)
  if (!subject) return undefined
  const deciding = body.rules.filter(({blocking}) => blocking)
  const named = (verdicts: readonly RuleResult['verdict'][]) =>
    deciding.filter(({verdict}) => verdicts.includes(verdict)).map(({rule}) => rule)
  return {
    _type: TYPE,
    subject: [subject],
    predicateType: TEST_RESULT,
    predicate: {
      result: resultOf(body),
      configuration: [policyOf(body)],
      ...(url ? {url} : {}),
      passedTests: named(['pass']),
      warnedTests: named(['inconclusive', 'no-baseline']),
      failedTests: named(['fail', 'error']),
    },
  }
}

/** Without a single failed rule a verdict may be an error all the same. */
function resultOf({verdict}: GateBody): 'PASSED' | 'WARNED' | 'FAILED' {
  switch (verdict) {
    case 'pass':
      return 'PASSED'
    case 'inconclusive':
    case 'no-baseline':
      return 'WARNED'
    case 'fail':
    case 'error':
      return 'FAILED'
  }
}

/** What was found to hold of a model, in few words; nothing where the gate does not pass, or has no model to speak of. */
export function verificationResult(stated: Stated): Statement | undefined {
  const {body, model, at} = stated
  if (model === undefined || (body.verdict !== 'pass' && !body.accepted)) return undefined
  if (body.accepted && (body.accepted.of !== 'model' || body.accepted.digest !== model)) {
    return undefined
  }
  const subject = subjectOf(stated)
  if (!subject) return undefined
  return {
    _type: TYPE,
    subject: [subject],
    predicateType: VERIFICATION,
    predicate: {
      verifier: {id: VERIFIER, policy: policyOf(body)},
      timeCreated: at,
      properties: propertiesOf(body),
    },
  }
}

/** Only what holds: a loss that a person accepted is no gate that passed. */
function propertiesOf({verdict, accepted, rules, noise, isHoldoutChanged, unchanged}: GateBody) {
  const compared = rules.some(
    rule => rule.blocking && rule.kind === 'relative' && rule.verdict === 'pass',
  )
  const flags: readonly (readonly [string, boolean])[] = [
    ['PROOFMARK_GATE_PASSED', verdict === 'pass'],
    ['PROOFMARK_LOSS_ACCEPTED', accepted !== undefined],
    ['PROOFMARK_NOT_WORSE_THAN_BASELINE', verdict === 'pass' && compared],
    ['PROOFMARK_NOISE_KNOWN', noise === 'known'],
    ['PROOFMARK_SAME_HOLDOUT', isHoldoutChanged !== true && compared],
    ['PROOFMARK_MODEL_UNCHANGED', unchanged !== undefined],
  ]
  return flags.filter(([, holds]) => holds).map(([name]) => name)
}

function subjectOf({model, commit, pipeline}: Stated): Subject | undefined {
  if (model !== undefined) return {name: pipeline, digest: {sha256: hexOf(model)}}
  return commit === undefined ? undefined : {digest: {gitCommit: commit}}
}

function policyOf({policy: {path, commit, digest, from}}: GateBody) {
  return {
    name: path ?? from,
    digest: {sha256: digest.replace('sha256:', '')},
    ...(commit === undefined ? {} : {annotations: {commit}}),
  }
}
