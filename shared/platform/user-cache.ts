import {isAbsolute, join} from 'node:path'
import type {Environment} from './place.ts'

/** Where programs of this user keep what they could also compute again; nothing where there is no such place. */
export function userCacheFolder(environment: Environment): string | undefined {
  const wish = environment['XDG_CACHE_HOME'] || environment['LOCALAPPDATA']
  if (wish && isAbsolute(wish)) return join(wish, 'proofmark')
  const home = environment['HOME']
  return home && isAbsolute(home) ? join(home, '.cache', 'proofmark') : undefined
}
