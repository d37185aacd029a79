import {type ApprovalCount, countApprovals, type People} from '../../domain/deployment/approvals.ts'
import {approvingEnvironments} from '../../domain/deployment/config.ts'
import {readApprovals} from '../../platform/github/approvals.ts'
import type {Authors} from '../../platform/github/authors.ts'
import type {DeployJob} from './job.ts'

/** Whose approvals of this run count. */
export async function countRunApprovals(
  {github, environment, wish: {approvals}}: DeployJob,
  people: People,
): Promise<ApprovalCount> {
  const given = await readApprovals(github.client.transport, {
    run: github.context.run.id,
    environments: approvingEnvironments(environment, approvals),
  })
  return countApprovals(given, approvals, people)
}

/** Whom the configuration may bar from approving. Of a run that nobody pushed, its authors may have pushed last. */
export function peopleOf({github: {context}}: DeployJob, {logins}: Authors): People {
  const {actor, actors, run} = context
  return {
    author: logins,
    'last-pusher': run.event === 'push' ? [actor] : [...actors, ...logins],
    actor: actors,
  }
}
