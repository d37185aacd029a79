import type {LabelEvent} from '../labels.ts'
import {type Call, paginate, type Reply, type Route} from '../route.ts'
import {pullOf} from './pulls.ts'
import {apiUrl, nodeId, userView} from './views.ts'

/** A pull request is an issue too; either permission will do. */
const READ = [
  {permission: 'pull-requests', access: 'read'},
  {permission: 'issues', access: 'read'},
] as const

export const labelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/events',
    needs: READ,
    handle: listEvents,
  },
]

function listEvents(call: Call): Reply {
  const {number} = pullOf(call, 'issue_number')
  const found = call.repository.labelEvents.filter(event => event.number === number)
  const {page, headers} = paginate(call, found)
  return {body: page.map(event => eventView(call, event)), headers}
}

function eventView({world, repository}: Call, {id, label, login, isSet, at}: LabelEvent) {
  return {
    id,
    node_id: nodeId('LE', id),
    url: apiUrl(world, repository, `/issues/events/${id}`),
    actor: userView(login),
    event: isSet ? 'labeled' : 'unlabeled',
    commit_id: null,
    commit_url: null,
    created_at: at,
    label: {name: label, color: 'ededed'},
    performed_via_github_app: null,
  }
}
