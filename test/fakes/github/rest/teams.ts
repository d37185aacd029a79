import {notFound} from '../failure.ts'
import type {Call, Reply, Route} from '../route.ts'

/** No token of a job has it; that of an app may. */
const READ = [{permission: 'members', access: 'read'}] as const

export const teamRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    needs: READ,
    handle: readMembership,
  },
]

/** Who is no member, and a team that nobody knows, look alike. */
function readMembership({world, parameters}: Call): Reply {
  const {org = '', team_slug: slug = '', username = ''} = parameters
  const state = world.teams.get(`${org}/${slug}`.toLowerCase())?.get(username.toLowerCase())
  if (state === undefined) throw notFound()
  const url = `${world.url}/orgs/${org}/teams/${slug}/memberships/${username}`
  return {body: {url, role: 'member', state}}
}
