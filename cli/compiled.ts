import {lstatSync, mkdirSync} from 'node:fs'
import * as nodeModule from 'node:module'
import type {Environment} from '../shared/platform/place.ts'
import {userCacheFolder} from '../shared/platform/user-cache.ts'

/** Node has it since 22.1. */
const enable: typeof nodeModule.enableCompileCache | undefined = nodeModule.enableCompileCache

/**
 * Lets Node keep what it compiles in the user's own cache, so that the next command starts quicker. Who can write there
 * decides what runs here: a folder that others may write is not used, nor one on a machine that works for many people's
 * code.
 */
export function keepCompiled(environment: Environment): void {
  const cache = userCacheFolder(environment)
  // Whoever names a folder for it has decided where.
  const isDecided = environment['CI'] || environment['NODE_COMPILE_CACHE']
  if (enable === undefined || cache === undefined || isDecided) return
  const folder = `${cache}/compiled`
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    if (isOwn(folder)) enable(folder)
  } catch {
    // Nothing depends on it.
  }
}

function isOwn(folder: string): boolean {
  const facts = lstatSync(folder)
  const user = process.getuid?.()
  return (
    facts.isDirectory() &&
    (user === undefined || (facts.uid === user && (facts.mode & 0o022) === 0))
  )
}
