import {type Environment, findEnvironment, loginsOf, type Reviewer} from '../environments.ts'
import {notFound} from '../failure.ts'
import type {Repository} from '../repository.ts'
import {type Call, LARGEST_PAGE, paginate, type Reply, type Route} from '../route.ts'
import type {World} from '../world.ts'
import {apiUrl, nodeId, SITE, userView} from './views.ts'

const READ = [{permission: 'actions', access: 'read'}] as const
const ALL = '/repos/{owner}/{repo}/environments'

export const environmentRoutes: readonly Route[] = [
  {method: 'GET', path: ALL, needs: READ, handle: listEnvironments},
  {
    method: 'GET',
    path: `${ALL}/{environment_name}`,
    needs: READ,
    handle: call => ({body: view(call, environmentOf(call))}),
  },
  {
    method: 'GET',
    path: `${ALL}/{environment_name}/deployment-branch-policies`,
    needs: READ,
    handle: listBranchPolicies,
  },
]

function environmentOf({repository, parameters}: Call): Environment {
  const found = findEnvironment(repository, parameters['environment_name'] ?? '')
  if (found) return found
  throw notFound()
}

function listEnvironments(call: Call): Reply {
  const found = [...call.repository.environments.values()]
  const {page, headers} = paginate(call, found)
  const environments = page.map(environment => view(call, environment))
  return {body: {total_count: found.length, environments}, headers}
}

function view({world, repository}: Call, environment: Environment) {
  const {id, reviewers, waitTimerMinutes, branches, preventSelfReview} = environment
  const rule = (type: string, place: number, more: object = {}) => ({
    id: id * 10 + place,
    node_id: nodeId('GA', id * 10 + place),
    type,
    ...more,
  })
  return {
    ...briefly(world, repository, environment),
    can_admins_bypass: environment.canAdminsBypass,
    protection_rules: [
      ...(waitTimerMinutes > 0 ? [rule('wait_timer', 1, {wait_timer: waitTimerMinutes})] : []),
      ...(reviewers.length > 0
        ? [
            rule('required_reviewers', 2, {
              prevent_self_review: preventSelfReview,
              reviewers: reviewers.map(reviewerView),
            }),
          ]
        : []),
      ...(branches === 'all' ? [] : [rule('branch_policy', 3)]),
    ],
    deployment_branch_policy:
      branches === 'all'
        ? null
        : {
            protected_branches: branches === 'protected',
            custom_branch_policies: branches !== 'protected',
          },
  }
}

/** As other answers mention it. */
export function briefly(world: World, repository: Repository, environment: Environment) {
  const {id, name, createdAt} = environment
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: apiUrl(world, repository, `/environments/${encodeURIComponent(name)}`),
    html_url: `${SITE}/${repository.fullName}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: createdAt,
    updated_at: createdAt,
  }
}

export function reviewerView(reviewer: Reviewer) {
  if (typeof reviewer === 'string') return {type: 'User', reviewer: userView(reviewer)}
  const {team} = reviewer
  const {id} = userView(team)
  const members = loginsOf(reviewer).length
  return {
    type: 'Team',
    reviewer: {id, node_id: nodeId('T', id), name: team, slug: team, members_count: members},
  }
}

function listBranchPolicies(call: Call): Reply {
  const {id, branches} = environmentOf(call)
  if (typeof branches === 'string') return {body: {total_count: 0, branch_policies: []}}
  const policies = branches.map((pattern, place) => {
    const number = id * LARGEST_PAGE + place
    const isBranch = typeof pattern === 'string'
    return {
      id: number,
      node_id: nodeId('DBP', number),
      name: isBranch ? pattern : pattern.tag,
      type: isBranch ? 'branch' : 'tag',
    }
  })
  const {page, headers} = paginate(call, policies)
  return {body: {total_count: policies.length, branch_policies: page}, headers}
}
