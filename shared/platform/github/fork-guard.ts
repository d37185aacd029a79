import {ActionError} from '../errors.ts'
import {type GithubContext, isSameRepository} from './context.ts'

/**
 * Refuses to go on where a run holds the default branch's rights but another repository's code lies in the workspace
 * (`pull_request_target`, `workflow_run`, `issue_comment` with a checkout of the pull request). Whose code a comment
 * is about is not in its event, so anything but the default branch's commit counts as foreign there.
 */
export function refuseForkHead(
  context: GithubContext,
  checkedOut: {readonly sha: string | undefined},
): void {
  const head = context.foreignHead
  if (!head) return
  const {owner, name} = context.repository
  if (isSameRepository(head.repository, `${owner}/${name}`)) return
  if (checkedOut.sha !== undefined && checkedOut.sha === context.sha) return
  const whose = head.repository ?? 'a repository that the event does not name'
  throw new ActionError(
    'untrusted-head',
    `This run (${context.run.event}) has the rights of the default branch, but works on code of ${whose}.`,
    {
      hint: [
        'Judge pull requests from forks in a workflow of their own, which has no rights to lose:',
        'on: pull_request',
        'permissions:',
        '  contents: read',
      ].join('\n'),
    },
  )
}
