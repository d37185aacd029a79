import {pullView, repositoryView, userView} from './rest/views.ts'
import type {Run} from './runs.ts'
import type {World} from './world.ts'

/** The webhook payload of what set off a run, as far as actions read it. */
export function eventPayload(world: World, run: Run): Readonly<Record<string, unknown>> {
  const {repository, pull, event, headSha, headBranch, actor} = run
  const common = {repository: repositoryView(world, repository), sender: userView(actor)}
  if (event.startsWith('pull_request') && pull) {
    const {number} = pull
    return {action: 'synchronize', number, pull_request: pullView(world, pull), ...common}
  }
  if (event === 'push') {
    const [before = '0'.repeat(40)] = repository.objects.commit(headSha)?.parents ?? []
    return {ref: `refs/heads/${headBranch}`, before, after: headSha, ...common}
  }
  if (event === 'workflow_dispatch') {
    return {ref: `refs/heads/${headBranch}`, inputs: {}, ...common}
  }
  if (event === 'workflow_run') {
    const {fullName} = pull?.headRepository ?? repository
    const workflow_run = {
      id: 1,
      head_sha: pull?.headSha ?? headSha,
      head_repository: {full_name: fullName},
    }
    return {action: 'completed', workflow_run, ...common}
  }
  if (event === 'issue_comment' && pull) {
    const issue = {number: pull.number, pull_request: {url: ''}}
    return {action: 'created', issue, comment: {id: 1, body: '/retrain'}, ...common}
  }
  return common
}
