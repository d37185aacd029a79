import {globSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {loadActions} from '../../scripts/docs/action-list.ts'
import type {Action} from '../../shared/platform/action.ts'
import {
  ACTION_OPERATIONS,
  type ActionName,
  type Permissions,
  permissionsOf,
  type Situation,
} from '../../shared/platform/github/permissions.ts'
import {REPOSITORY} from './source-files.ts'
import {
  hygieneBreaches,
  type Job,
  parseWorkflow,
  readWorkflow,
  type Step,
  type Workflow,
} from './workflow-file.ts'

const actions = await loadActions()
const paths = ['workflows-examples/*.yml', 'examples/*/.github/workflows/*.yml']
  .flatMap(pattern => globSync(pattern, {cwd: REPOSITORY}))
  .sort()
const OWN = /^proofmark\/proofmark(?:\/actions\/([\w-]+))?@(.+)$/

/** What others' actions need; one that is not here must be looked up before an example uses it. */
const OTHERS: Readonly<Record<string, Permissions>> = {
  'actions/checkout': {contents: 'read'},
  'actions/setup-node': {},
  'actions/setup-python': {},
  'actions/upload-artifact': {},
  'actions/download-artifact': {},
}

/** What is wrong with an example, one sentence each. */
function breaches(workflow: Workflow): readonly string[] {
  return [
    ...hygieneBreaches(workflow),
    ...workflow.jobs.flatMap(job => [
      ...job.steps.flatMap((step, index) => stepBreaches(step, `${job.name}, step ${index + 1}`)),
      ...referenceBreaches(job, workflow),
      ...permissionBreaches(job, workflow),
    ]),
  ]
}

function ownName(uses: string): string | undefined {
  const hit = OWN.exec(uses)
  return hit ? (hit[1] ?? 'root') : undefined
}

function actionOf({uses}: Step): Action | undefined {
  return uses === undefined ? undefined : actions.get(ownName(uses) ?? '')
}

function stepBreaches(step: Step, at: string): readonly string[] {
  const {uses} = step
  if (uses === undefined) return []
  if (uses.startsWith('./')) return [`${at}: ${uses} would not exist where this is copied to`]
  const name = ownName(uses)
  if (name === undefined) {
    const [other = ''] = uses.split('@')
    return Object.hasOwn(OTHERS, other) ? [] : [`${at}: nobody looked up what ${other} needs`]
  }
  const action = actions.get(name)
  if (action === undefined) return [`${at}: there is no action ${name}`]
  const ref = OWN.exec(uses)?.[2] ?? ''
  const isPinned = /^v\d+$/.test(ref) || (/^[0-9a-f]{40}$/.test(ref) && /# v\d/.test(step.source))
  const given = Object.keys(step.with ?? {})
  return [
    ...(isPinned ? [] : [`${at}: ${uses} is neither a major version nor a SHA with its version`]),
    ...given
      .filter(input => !Object.hasOwn(action.inputs, input))
      .map(input => `${at}: ${name} has no input ${input}`),
    ...Object.entries(action.inputs)
      .filter(([input, {required}]) => required && !given.includes(input))
      .map(([input]) => `${at}: ${name} needs the input ${input}`),
  ]
}

/** Every `steps.…outputs.…` and `needs.…outputs.…` must lead somewhere. */
function referenceBreaches(job: Job, {jobs}: Workflow): readonly string[] {
  const found: string[] = []
  for (const [, id = '', output = ''] of job.source.matchAll(
    /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g,
  )) {
    const step = job.steps.find(candidate => candidate.id === id)
    const outputs = step && actionOf(step)?.outputs
    if (step === undefined) found.push(`${job.name}: no step ${id}`)
    else if (outputs && !Object.hasOwn(outputs, output)) {
      found.push(`${job.name}: step ${id} has no output ${output}`)
    } else if (step.run !== undefined && !new RegExp(`\\b${output}(=|<<)`).test(step.run)) {
      found.push(`${job.name}: step ${id} never writes ${output}`)
    }
  }
  for (const [, name = '', output] of job.source.matchAll(
    /\bneeds\.([\w-]+)(?:\.outputs\.([\w-]+))?/g,
  )) {
    const needed = jobs.find(candidate => candidate.name === name)
    if (!job.needs.includes(name)) found.push(`${job.name} does not need ${name}`)
    else if (output !== undefined && !Object.hasOwn(needed?.outputs ?? {}, output)) {
      found.push(`${job.name}: job ${name} has no output ${output}`)
    }
  }
  for (const name of job.needs) {
    if (!jobs.some(candidate => candidate.name === name)) found.push(`${job.name} needs ${name}?`)
  }
  return found
}

/** Exactly what the steps use: no job may do more than it must. */
function permissionBreaches(job: Job, workflow: Workflow): readonly string[] {
  const granted = job.permissions ?? workflow.permissions ?? {}
  if (typeof granted === 'string') return [`${job.name} grants ${granted}`]
  const needed = neededBy(job, situationsOf(job, workflow.triggers))
  const text = (some: object) => JSON.stringify(Object.entries(some).sort())
  return text(granted) === text(needed)
    ? []
    : [`${job.name} grants ${text(granted)}, its steps need ${text(needed)}`]
}

/** Of what its steps use; bare: without what an action can do without. */
function neededBy(
  job: Job,
  situations: readonly Situation[],
  {isBare = false}: {readonly isBare?: boolean} = {},
): Permissions {
  const needed: Record<string, string> = {}
  for (const {uses = '', with: given} of job.steps) {
    const own = ownName(uses)
    const name = wayOf(own, given ?? {})
    const each =
      name === undefined
        ? [OTHERS[uses.split('@')[0] ?? ''] ?? {}]
        : situations.map(situation =>
            isRegistered(name) ? permissionsOf(name, situation, {isBare}) : {},
          )
    for (const [permission, level] of each.flatMap(some => Object.entries(some))) {
      if (needed[permission] !== 'write') needed[permission] = level
    }
  }
  return needed
}

/** Under which name an action's calls are registered: a plan of `deploy` only reads, `trigger` has two ways. */
function wayOf(own: string | undefined, given: Readonly<Record<string, unknown>>) {
  if (own === 'deploy' && given['plan'] === true) return 'deploy-plan'
  if (own === 'trigger' && given['as'] === 'dispatch') return 'trigger-dispatch'
  return own
}

/** On which of its workflow's events a job runs, as far as its `if:` says so plainly. */
function situationsOf(job: Job, triggers: readonly string[]): readonly Situation[] {
  const condition = String(job.if ?? '')
  const only = /github\.event_name == '(\w+)'/.exec(condition)?.[1]
  const never = /github\.event_name != '(\w+)'/.exec(condition)?.[1]
  return triggers
    .filter(trigger => (only === undefined || trigger === only) && trigger !== never)
    .map(trigger => (trigger === 'pull_request' ? 'pull-request' : 'default-branch'))
}

function isRegistered(name: string): name is ActionName {
  return Object.hasOwn(ACTION_OPERATIONS, name)
}

describe('examples', () => {
  it.each(paths)('%s is right', async path => {
    expect(breaches(await readWorkflow(path))).toEqual([])
  })
})

describe('the road that is played under act, with one token for all jobs', () => {
  it.each(['main', 'pull-request'])('each job of %s grants what its steps need', async name => {
    const workflow = await readWorkflow(`test/runner/road/model-${name}.yml`)
    const missing = workflow.jobs.flatMap(job => {
      const granted = job.permissions ?? workflow.permissions ?? {}
      const needed = neededBy(job, situationsOf(job, workflow.triggers), {isBare: true})
      return Object.entries(needed)
        .filter(([permission, level]) => !covers(granted, permission, level))
        .map(([permission, level]) => `${job.name}: ${permission}: ${level}`)
    })
    expect(missing).toEqual([])
  })
})

function covers(granted: Permissions | string, permission: string, level: string): boolean {
  if (typeof granted === 'string') return false
  const has = Object.entries(granted).find(([name]) => name === permission)?.[1]
  return has === 'write' || has === level
}

const SHA = 'a'.repeat(40)
const GOOD = `
name: model
on: pull_request
permissions: {}
jobs:
  judge:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    outputs: { verdict: "\${{ steps.gate.outputs.verdict }}" }
    steps:
      - uses: actions/checkout@${SHA} # v6.0.2
        with: { persist-credentials: false }
      - id: gate
        uses: proofmark/proofmark/actions/gate@v1
        with: { metrics: metrics.json }
  tell:
    needs: judge
    runs-on: ubuntu-latest
    permissions: { pull-requests: write }
    steps:
      - env: { VERDICT: "\${{ needs.judge.outputs.verdict }}" }
        run: echo "$VERDICT"
      - uses: proofmark/proofmark/actions/comment@v1
`

const BROKEN = [
  {name: 'an unknown action', find: 'actions/gate@', put: 'actions/gat@', says: 'no action gat'},
  {name: 'an unknown input', find: '{ metrics:', put: '{ metric:', says: 'no input metric'},
  {
    name: 'an unknown output',
    find: 'gate.outputs.verdict',
    put: 'gate.outputs.decision',
    says: 'step gate has no output decision',
  },
  {name: 'an unknown step', find: 'steps.gate', put: 'steps.gait', says: 'no step gait'},
  {
    name: 'an unknown job',
    find: 'needs.judge.',
    put: 'needs.judges.',
    says: 'does not need judges',
  },
  {
    name: 'an output that the job does not have',
    find: 'judge.outputs.verdict',
    put: 'judge.outputs.other',
    says: 'job judge has no output other',
  },
  {
    name: 'more than it needs',
    find: 'permissions: { contents: read }',
    put: 'permissions: { contents: write }',
    says: 'judge grants',
  },
  {
    name: 'less than it needs',
    find: 'permissions: { pull-requests: write }',
    put: 'permissions: {}',
    says: 'tell grants',
  },
  {name: 'a tag', find: SHA, put: 'v6', says: 'not pinned by a full SHA'},
  {name: 'no version comment', find: ' # v6.0.2', put: '', says: 'has no version comment'},
  {name: 'a branch of ours', find: 'gate@v1', put: 'gate@main', says: 'neither a major version'},
  {
    name: 'an expression in a script',
    find: 'echo "$VERDICT"',
    put: `echo "\${{ github.head_ref }}"`,
    says: 'an expression inside run',
  },
  {
    name: 'kept credentials',
    find: 'persist-credentials: false',
    put: 'fetch-depth: 0',
    says: 'keeps credentials',
  },
  {
    name: 'no permissions at the top',
    find: 'permissions: {}',
    put: 'env: {}',
    says: 'no permissions at the top',
  },
  {
    name: 'the dangerous event',
    find: 'on: pull_request',
    put: 'on: pull_request_target',
    says: 'target',
  },
  {name: 'a local action', find: 'proofmark/proofmark/', put: './', says: 'would not exist'},
]

describe('a wrong example is found out', () => {
  it('while a right one is not', () => {
    expect(breaches(parseWorkflow('x.yml', GOOD))).toEqual([])
  })

  it.each(BROKEN)('by $name', ({find, put, says}) => {
    expect(GOOD).toContain(find)
    expect(breaches(parseWorkflow('x.yml', GOOD.replace(find, put))).join('\n')).toContain(says)
  })
})
