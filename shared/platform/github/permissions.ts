import type {Level, Needs, Permission} from './operation.ts'
import {CALLS, type CallName} from './operations.ts'

/** Where a job runs, as far as permissions go. */
const SITUATIONS = ['pull-request', 'default-branch', 'elsewhere'] as const
export type Situation = (typeof SITUATIONS)[number]

export type Use = {
  readonly operation: CallName
  readonly on: readonly Situation[]
  /** Without it the action says what is missing and goes on. */
  readonly isOptional: boolean
  /** Only who asks for it, in the configuration or by an input, has to grant it. */
  readonly askedBy?: Wish
}
/** What is asked for in the configuration or by an input, and needs permissions of its own. */
type Wish = 'accept' | 'champion' | 'check' | 'raise-floors'

function uses(
  operations: readonly CallName[],
  on: readonly Situation[],
  {isOptional}: {readonly isOptional: boolean},
): readonly Use[] {
  return operations.map(operation => ({operation, on, isOptional}))
}

function asked(
  askedBy: Wish,
  operations: readonly CallName[],
  on: readonly Situation[],
): readonly Use[] {
  return uses(operations, on, {isOptional: true}).map(use => ({...use, askedBy}))
}

const BASELINE = uses(
  [
    'read-file',
    'read-commit',
    'list-commits',
    'compare-commits',
    'read-repository',
    'read-history',
  ],
  SITUATIONS,
  {isOptional: false},
)
const RECORD = uses(
  ['append-history', 'create-tree', 'create-commit', 'create-ref'],
  ['default-branch'],
  {isOptional: false},
)
const EARLIER_MODEL = uses(['list-artifacts', 'download-artifact'], SITUATIONS, {
  isOptional: true,
})
/** Elsewhere nothing can be deployed, so nobody asks what is live. */
const CHAMPION = uses(['list-deployments', 'list-deployment-states'], ['default-branch'], {
  isOptional: true,
})
const COMMENT = uses(
  ['read-comments', 'create-comment', 'update-comment', 'delete-comment'],
  ['pull-request'],
  {isOptional: true},
)

const ACCEPTED_ON: readonly Situation[] = ['pull-request', 'default-branch']
/** Where the configuration says who may accept what the rules refuse; without it nobody has. */
const ACCEPTANCE = [
  ...asked('accept', ['list-label-events', 'read-talk', 'read-membership'], ACCEPTED_ON),
  ...asked('accept', ['list-pulls-of-commit'], ['default-branch']),
]
/** Where a rule names a champion and no job evaluates, the gate itself looks what is live. */
const LIVE = asked('champion', ['list-deployments', 'list-deployment-states'], SITUATIONS)
const CHECK = asked('check', ['create-check'], SITUATIONS)

/** With `plan: true`, in the job that judges, `deploy` only reads. */
const DEPLOYMENT_PLAN = uses(
  [
    'read-file',
    'read-commit',
    'compare-commits',
    'list-commits',
    'read-repository',
    'list-deployments',
    'list-deployment-states',
    'read-environment',
    'read-history',
  ],
  SITUATIONS,
  {isOptional: false},
)
const DEPLOYMENT = [
  ...DEPLOYMENT_PLAN,
  ...uses(
    [
      'read-approvals',
      'read-run',
      'create-deployment',
      'create-deployment-status',
      'request-id-token',
    ],
    SITUATIONS,
    {isOptional: false},
  ),
]

/** What opens a pull request on a branch of its own. */
const OPENING = [
  'read-branch',
  'create-branch',
  'commit-files',
  'list-pulls',
  'create-pull',
  'compare-commits',
] as const
/** New data are passed on in one of two ways, and each job is granted what its own way needs. */
const PROPOSAL = uses(
  ['read-file', 'read-commit', 'read-repository', ...OPENING],
  ['default-branch'],
  {isOptional: false},
)
const RAISED_FLOORS = asked('raise-floors', [...OPENING, 'update-pull'], ['default-branch'])
const START = [
  ...uses(
    [
      'read-file',
      'read-commit',
      'list-commits',
      'read-repository',
      'read-history',
      'dispatch-workflow',
    ],
    ['default-branch'],
    {isOptional: false},
  ),
  ...RECORD,
]

/**
 * What each action may call; the client refuses the rest. Sections and models of the same run travel by the runner's
 * own token, which needs no permission.
 */
export const ACTION_OPERATIONS = {
  track: BASELINE,
  trigger: PROPOSAL,
  'trigger-dispatch': START,
  verify: [],
  train: [],
  evaluate: [...BASELINE, ...EARLIER_MODEL, ...CHAMPION],
  gate: [...BASELINE, ...RECORD, ...LIVE, ...ACCEPTANCE, ...CHECK, ...RAISED_FLOORS],
  comment: COMMENT,
  token: uses(['request-id-token'], SITUATIONS, {isOptional: false}),
  'deploy-plan': DEPLOYMENT_PLAN,
  deploy: DEPLOYMENT,
  root: [
    ...BASELINE,
    ...EARLIER_MODEL,
    ...CHAMPION,
    ...RECORD,
    ...ACCEPTANCE,
    ...CHECK,
    ...COMMENT,
    ...RAISED_FLOORS,
  ],
} as const satisfies Readonly<Record<string, readonly Use[]>>

export type ActionName = keyof typeof ACTION_OPERATIONS
export type Permissions = Readonly<Partial<Record<Permission, Level>>>

/** What a job must grant for the action, in one situation or for all of them; bare: without what it can do without. */
export function permissionsOf(
  action: ActionName,
  situation?: Situation,
  {isBare = false}: {readonly isBare?: boolean} = {},
): Permissions {
  const found: Partial<Record<Permission, Level>> = {}
  const all: readonly Use[] = ACTION_OPERATIONS[action]
  for (const {operation, on, isOptional, askedBy} of all) {
    if (askedBy || (isBare && isOptional)) continue
    const {permission, level}: Needs = CALLS[operation]
    if (!isGrantable(permission) || (situation && !on.includes(situation))) continue
    if (found[permission] !== 'write') found[permission] = level
  }
  return found
}

function linesOf(uses: readonly Use[]): string {
  const levels = new Map<Permission, Level>()
  for (const {operation} of uses) {
    const {permission, level}: Needs = CALLS[operation]
    if (isGrantable(permission) && levels.get(permission) !== 'write') levels.set(permission, level)
  }
  return ['permissions:', ...[...levels].map(([name, level]) => `  ${name}: ${level}`)].join('\n')
}

/** Whether a workflow can grant it to the job's own token. */
export function isGrantable(permission: Permission): boolean {
  return permission !== 'metadata' && permission !== 'members'
}

/**
 * The lines to add to the job, ready to paste: what this action needs wherever it makes the call, so that nobody adds
 * `read` only to be told next that it must be `write`; of what an input asks for, all that it needs. Nothing can be
 * granted for what every token may do.
 */
export function permissionHint(operation: CallName, action: ActionName): string {
  const {permission, level} = CALLS[operation]
  if (permission === 'metadata') return 'Every token can do this; check that the token is valid.'
  if (permission === 'members') {
    return "No job's own token can do this: give the step the token of an app that may read members, or name people instead of a team."
  }
  const uses: readonly Use[] = ACTION_OPERATIONS[action]
  const use = uses.find(one => one.operation === operation)
  if (use?.askedBy) return linesOf(uses.filter(({askedBy}) => askedBy === use.askedBy))
  const situations = use?.on ?? []
  const isWrite =
    situations.length > 0 &&
    situations.every(situation => permissionsOf(action, situation)[permission] === 'write')
  return `permissions:\n  ${permission}: ${isWrite ? 'write' : level}`
}

export function isRegistered(action: ActionName, operation: CallName): boolean {
  return ACTION_OPERATIONS[action].some(use => use.operation === operation)
}
