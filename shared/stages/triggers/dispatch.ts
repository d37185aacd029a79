import {dataVerdict} from '../../domain/data.ts'
import type {TriggerRecord} from '../../domain/trigger.ts'
import {MOST_COMMITS, newestData} from '../../features/history/index.ts'
import {dispatchOnce} from '../../features/triggers/index.ts'
import {pause} from '../../platform/clock.ts'
import {ActionError} from '../../platform/errors.ts'
import {dispatchWorkflow} from '../../platform/github/dispatch.ts'
import type {TriggerInputs} from '../inputs.ts'
import type {Triggered, Triggering} from './trigger.ts'

const WAIT_MS = 2000
const WORKFLOW = /^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$/

/** Starts the workflow that trains, when no record knows these data and nobody started it for them before. */
export async function startTraining(
  {setting, github, data, defaultBranch}: Triggering,
  {workflow, again}: TriggerInputs,
): Promise<Triggered> {
  const {history, pipeline, leg, runner} = setting
  const {context, client} = github
  if (workflow === undefined || !WORKFLOW.test(workflow)) throw noWorkflow(workflow)
  if (history?.kind !== 'branch') {
    throw new ActionError(
      'no-history',
      'without a history nobody can say what was started before',
      {
        hint: 'Leave the input history as it is: a branch that every run sees.',
      },
    )
  }
  const {body} = data.section
  const line = await client.ancestors(context.sha, MOST_COMMITS)
  const known = await newestData(history, {pipeline, leg}, [
    ...new Set([context.sha, ...line.map(({sha}) => sha)]),
  ])
  if (known?.digests.includes(body.digest) && !again) return {end: 'unchanged'}
  if (dataVerdict(body) === 'fail') return {end: 'data-failed'}
  const {run} = context
  const record: TriggerRecord = {
    schema: 'proofmark/trigger/v1',
    pipeline,
    leg,
    digest: body.digest,
    ...(known ? {since: known.commit} : {}),
    workflow,
    ref: defaultBranch,
    run: {id: run.id, attempt: run.attempt},
  }
  const end = await dispatchOnce({
    history,
    record,
    again,
    dispatch: () =>
      dispatchWorkflow(client.transport, {
        workflow,
        ref: defaultBranch,
        inputs: {
          'data-digest': body.digest,
          'data-digests': JSON.stringify(
            Object.fromEntries(body.datasets.map(({name, digest}) => [name, digest])),
          ),
        },
      }),
    wait: () => pause(WAIT_MS),
  })
  runner.info(`${workflow} on ${defaultBranch}: ${end}`)
  return {end}
}

function noWorkflow(workflow: string | undefined): ActionError {
  const what =
    workflow === undefined
      ? 'nobody said which workflow trains'
      : `"${workflow}" is no workflow file`
  return new ActionError('invalid-input', `workflow: ${what}`, {
    hint: 'Name a file of .github/workflows:\n  with:\n    as: dispatch\n    workflow: model-main.yml',
  })
}
