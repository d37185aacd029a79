import {dataVerdict} from '../../domain/data.ts'
import {countChanges} from '../../domain/data-change.ts'
import {shortDigest} from '../../domain/digest.ts'
import type {TriggerResult} from '../../domain/results.ts'
import {TRIGGER_ENDS, type TriggerEnd} from '../../domain/trigger.ts'
import type {HandedData} from '../../features/history/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import type {GithubContext} from '../../platform/github/context.ts'
import {loadHandedData} from '../data/handed-data.ts'
import type {TriggerInputs} from '../inputs.ts'
import {type Github, openSetting, type Setting} from '../setting.ts'
import {startTraining} from './dispatch.ts'
import {proposeChange} from './proposal.ts'

/** What the two ways need. */
export type Triggering = {
  readonly setting: Setting
  readonly github: Github
  readonly data: HandedData
  readonly defaultBranch: string
}

/** What became of it. */
export type Triggered = {
  readonly end: TriggerEnd
  readonly branch?: string
  readonly pull?: {readonly number: number; readonly url: string}
}

/** The stage behind the action `trigger`: new data set off a pull request or a training, once. */
export async function runTrigger(inputs: TriggerInputs, scene: Scene) {
  const setting = await openSetting(
    inputs.as === 'dispatch' ? 'trigger-dispatch' : 'trigger',
    inputs,
    scene,
  )
  const github = reviewedRun(setting)
  const data = await loadHandedData(setting)
  const triggering = {setting, github, data, defaultBranch: await github.client.defaultBranch()}
  const {end, branch, pull} = await (inputs.as === 'dispatch'
    ? startTraining(triggering, inputs)
    : proposeChange(triggering, inputs))
  github.client.spent()
  const {body} = data.section
  const result: TriggerResult = {
    schema: 'proofmark/trigger-result/v1',
    pipeline: setting.pipeline,
    digest: body.digest,
    triggered: end === 'opened' || end === 'dispatched',
    reasonCode: end,
    verdict: dataVerdict(body),
    changes: countChanges(body.change?.datasets),
    ...(branch === undefined ? {} : {branch}),
    ...(pull ? {pullRequest: pull} : {}),
  }
  const where = pull ? ` ${pull.url}` : ''
  return {
    decision: 'accepted',
    headline: `data ${shortDigest(body.digest)}: ${end}.${where} ${TRIGGER_ENDS[end]}`,
    outputs: {
      triggered: String(result.triggered),
      'reason-code': end,
      'pull-request': pull ? String(pull.number) : '',
      branch: branch ?? '',
      digest: body.digest,
    },
    result,
  } as const satisfies Outcome<string>
}

/** Who sets something off in the repository's name must be what the default branch holds. */
function reviewedRun({context, github}: Setting): Github {
  if (!context) {
    throw new ActionError('no-github', 'a terminal cannot set off anything in a repository', {
      hint: 'proofmark track says whether the data changed.',
    })
  }
  if (!context.isDefaultBranch) throw unreviewed(context)
  if (github) return github
  throw new ActionError('no-token', 'there is no token to ask GitHub with', {
    hint: 'Leave the input token as it is, or give it the token of a GitHub App.',
  })
}

function unreviewed({run, ref}: GithubContext): ActionError {
  return new ActionError(
    'untrusted-run',
    `only runs of the default branch set something off; this one is for ${run.event} on ${ref}`,
    {hint: 'A workflow with "on: { schedule: … }" is the place for this step.'},
  )
}
