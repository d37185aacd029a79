import type {Operation} from './operation.ts'

/** Calls that are made only where the configuration or an input asks for what they are for. */
export const ASKED_OPERATIONS = {
  'create-check': {
    method: 'POST',
    url: '/repos/{owner}/{repo}/check-runs',
    permission: 'checks',
    level: 'write',
    does: 'write the check run',
    why: 'Writes a check run of its own name, where the step asks for one.',
    createsContent: true,
  },
  'list-label-events': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/issues/{issue_number}/events',
    permission: 'pull-requests',
    level: 'read',
    does: 'read who set labels on the pull request',
    why: 'Finds who accepted a known loss, where the configuration says that people may.',
  },
  'read-talk': {
    graphql: 'ReadTalk',
    kind: 'query',
    permission: 'pull-requests',
    level: 'read',
    does: 'read what people said on the pull request',
    why: 'Finds the reason for which a known loss was accepted.',
  },
  'list-pulls-of-commit': {
    method: 'GET',
    url: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    permission: 'pull-requests',
    level: 'read',
    does: 'find the pull request of a commit',
    why: 'Finds the pull request on which a known loss was accepted.',
  },
  'read-membership': {
    method: 'GET',
    url: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    permission: 'members',
    level: 'read',
    does: 'ask who is a member of a team',
    why: 'Asks whether who accepted a known loss is a member of the team.',
  },
  'update-pull': {
    method: 'PATCH',
    url: '/repos/{owner}/{repo}/pulls/{pull_number}',
    permission: 'pull-requests',
    level: 'write',
    does: 'change the pull request that raises floors',
    why: 'Says in that pull request what it raises now, or closes it for a newer one.',
    createsContent: true,
  },
} as const satisfies Readonly<Record<string, Operation>>
