import type {Reply} from '../route.ts'
import type {World} from '../world.ts'
import {artifactService} from './artifacts.ts'
import {cacheService} from './caches.ts'
import {type Message, type Service, twirpFailure} from './twirp.ts'

export const TWIRP_PATH = '/twirp/'

const SERVICES: Readonly<Record<string, Service>> = {
  'github.actions.results.api.v1.ArtifactService': artifactService,
  'github.actions.results.api.v1.CacheService': cacheService,
}

export function serveTwirp(
  world: World,
  path: string,
  request: {readonly authorization: string | undefined; readonly body: unknown},
): Reply {
  const secret = /^bearer (\S+)$/i.exec(request.authorization ?? '')?.[1] ?? ''
  const run = world.runtimes.get(secret)
  if (!run) throw twirpFailure(401, 'unauthenticated', 'the runtime token is not known')
  const [service = '', method = ''] = path.slice(TWIRP_PATH.length).split('/')
  const answer = SERVICES[service]?.[method]
  if (!answer) throw twirpFailure(404, 'bad_route', `no handler for path "${path}"`)
  return {body: answer(world, run, (request.body ?? {}) as Message)}
}
