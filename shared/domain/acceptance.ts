import * as z from 'zod'
import {digestSchema} from './digest-schema.ts'
import type {PullTalk, Said} from './ports/pull-talk.ts'

const TEAM = /^@?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9][A-Za-z0-9._-]{0,99})$/
const PERSON = /^@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))$/

const acceptor = z
  .string()
  .refine(
    word => TEAM.test(word) || PERSON.test(word),
    'must be a team such as acme/ml-leads, or a person such as @bo',
  )

export const acceptConfigSchema = z.strictObject({
  label: z
    .string()
    .min(1)
    .max(50)
    .describe(
      'The label on the pull request by which a person accepts what the gate would refuse.',
    ),
  by: z
    .union([acceptor, z.array(acceptor).min(1).max(50)])
    .describe('Whose label counts: a team (acme/ml-leads), a person (@bo), or several of them.'),
  author: z
    .boolean()
    .optional()
    .describe('Whether it may be the author of the pull request; default: false.'),
})
export type AcceptConfig = z.infer<typeof acceptConfigSchema>

/** What a person took upon themselves, for these bytes and no others. */
export const acceptedSchema = z.strictObject({
  by: z.string(),
  reason: z.string(),
  /** Of the model; without one, of the figures. */
  digest: digestSchema,
  of: z.enum(['model', 'metrics']),
  /** The team or person of the configuration that they count as. */
  as: z.string(),
  label: z.string(),
  pullRequest: z.int().positive(),
  /** When the label was set. */
  at: z.string(),
})
export type Accepted = z.infer<typeof acceptedSchema>

/** How what was refused may be accepted, and why it is not. */
export const acceptableSchema = z.strictObject({
  label: z.string(),
  by: z.array(z.string()).min(1),
  /** What the comment must name. */
  digest: digestSchema,
  /** Why a label that is there does not count. */
  problem: z.string().optional(),
})
export type Acceptable = z.infer<typeof acceptableSchema>

export type Acceptor =
  | {readonly kind: 'team'; readonly org: string; readonly team: string; readonly text: string}
  | {readonly kind: 'person'; readonly login: string; readonly text: string}

/** Whose label counts. */
export function acceptorsOf({by}: AcceptConfig): readonly Acceptor[] {
  return [by].flat().flatMap((word): readonly Acceptor[] => {
    const [, login] = PERSON.exec(word) ?? []
    if (login !== undefined) return [{kind: 'person', login, text: `@${login}`}]
    const [, org, team] = TEAM.exec(word) ?? []
    if (org === undefined || team === undefined) return []
    return [{kind: 'team', org, team, text: `${org}/${team}`}]
  })
}

export type Claim =
  | {readonly kind: 'none'}
  | {readonly kind: 'refused'; readonly problem: string}
  | {readonly kind: 'claimed'; readonly login: string; readonly reason: string; readonly at: string}

type Question = PullTalk & {readonly config: AcceptConfig; readonly digest: string}

/** Digits of the digest that a comment must name: too many for a second model to be made that begins alike. */
export const NAMED_DIGITS = 16

/** `accept 4f2a9c1b8d7e6f50: smaller model`, on a line of its own. */
const ACCEPT = new RegExp(
  `^[ \\t]*accept[ \\t]+(?:sha256:)?([0-9a-f]{${NAMED_DIGITS},64})[ \\t]*:[ \\t]*(\\S[^\\r\\n]*)$`,
  'gim',
)
const LONGEST_REASON = 300

/** The words that accept a digest, for people to copy. */
export function acceptWords(digest: string, reason = 'why'): string {
  return `accept ${hex(digest).slice(0, NAMED_DIGITS)}: ${reason}`
}

/**
 * Who says that this very digest is taken, and why: the person who set the label that is there now must also have
 * written the reason, which names the digest. Whether that person may is asked afterwards.
 */
export function claimOf({config, author, digest, events, comments}: Question): Claim {
  const last = events.findLast(({label}) => same(label, config.label))
  if (!last?.isSet) return {kind: 'none'}
  const {login, isBot, at} = last
  if (login === undefined || isBot) {
    const who = login === undefined ? 'an account that is gone' : `@${login}, which is a program`
    return refused(`the label ${config.label} was set by ${who}; a person must set it`)
  }
  if (same(login, author) && config.author !== true) {
    return refused(`@${login} set the label ${config.label} on a pull request of their own`)
  }
  const reasons = comments.flatMap(comment => reasonsBy(comment, login))
  const named = reasons.findLast(one => hex(digest).startsWith(one.digits))
  if (named) return {kind: 'claimed', login, reason: named.reason, at}
  const words = `"${acceptWords(digest)}"`
  if (reasons.length > 0) {
    return refused(`@${login} accepted another model; for this one they must comment ${words}`)
  }
  return refused(
    `@${login} set the label ${config.label} and gave no reason; they must comment ${words}`,
  )
}

/** Of what this person wrote and nobody else touched. */
function reasonsBy(comment: Said, login: string) {
  const {isBot, editor, isEdited, isHidden, body} = comment
  if (comment.login === undefined || !same(comment.login, login) || isBot || isHidden) return []
  if (isEdited && (editor === undefined || !same(editor, login))) return []
  return [...body.slice(0, 10_000).matchAll(ACCEPT)].map(([, digits = '', reason = '']) => ({
    digits: digits.toLowerCase(),
    reason: [...reason.trim()].slice(0, LONGEST_REASON).join(''),
  }))
}

function refused(problem: string): Claim {
  return {kind: 'refused', problem}
}

function hex(digest: string): string {
  return digest.replace(/^sha256:/, '')
}

/** GitHub's names do not differ by case. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
