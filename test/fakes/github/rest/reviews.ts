import {canReview, type Gate, reviewRun, waitingGates} from '../gates.ts'
import {bodyOf, type Call, type Reply, type Route} from '../route.ts'
import {timestamp} from '../world.ts'
import {briefly, reviewerView} from './environments.ts'
import {runOf} from './runs.ts'
import {apiUrl, nodeId, userView} from './views.ts'

const READ = [{permission: 'actions', access: 'read'}] as const
const RUN = '/repos/{owner}/{repo}/actions/runs/{run_id}'

export const reviewRoutes: readonly Route[] = [
  {method: 'GET', path: `${RUN}/approvals`, needs: READ, handle: listReviews},
  {method: 'GET', path: `${RUN}/pending_deployments`, needs: READ, handle: listPending},
  {
    method: 'POST',
    path: `${RUN}/pending_deployments`,
    needs: [{permission: 'deployments', access: 'write'}],
    handle: review,
  },
]

function listReviews(call: Call): Reply {
  const {world, repository} = call
  const run = runOf(call)
  const found = world.reviews.filter(one => one.run === run.id).toReversed()
  return {
    body: found.map(({environments, state, login, comment}) => ({
      environments: environments.map(environment => briefly(world, repository, environment)),
      state,
      user: userView(login),
      comment,
    })),
  }
}

function listPending(call: Call): Reply {
  const gates = new Map(
    waitingGates(call.world, runOf(call).id).map(gate => [gate.environment.id, gate]),
  )
  return {body: [...gates.values()].map(gate => pendingView(call, gate))}
}

function pendingView({world, repository, token}: Call, gate: Gate) {
  const {environment, startedAt} = gate
  const {id, node_id, name, url, html_url} = briefly(world, repository, environment)
  return {
    environment: {id, node_id, name, url, html_url},
    wait_timer: environment.waitTimerMinutes,
    wait_timer_started_at: environment.waitTimerMinutes > 0 ? timestamp(startedAt) : null,
    current_user_can_approve: canReview(gate, token.login),
    reviewers: environment.reviewers.map(reviewerView),
  }
}

type Wish = {
  readonly environment_ids: readonly number[]
  readonly state: 'approved' | 'rejected'
  readonly comment: string
}

function review(call: Call): Reply {
  const {world, repository, token} = call
  const {environment_ids, state, comment} = bodyOf<Wish>(call)
  const environments = [...repository.environments.values()].filter(({id}) =>
    environment_ids.includes(id),
  )
  const gates = reviewRun(world, runOf(call).id, {by: token.login, state, comment, environments})
  return {
    body: gates.flatMap(({deployment}) =>
      deployment
        ? [
            {
              id: deployment.id,
              node_id: nodeId('DE', deployment.id),
              url: apiUrl(world, repository, `/deployments/${deployment.id}`),
              sha: deployment.sha,
              ref: deployment.ref,
              task: deployment.task,
              payload: deployment.payload,
              environment: deployment.environment,
              creator: userView(deployment.creator),
              created_at: deployment.createdAt,
            },
          ]
        : [],
    ),
  }
}
