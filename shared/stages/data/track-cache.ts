import {ActionError} from '../../platform/errors.ts'
import {isInside} from '../../platform/files.ts'
import {sha256} from '../../platform/hash.ts'
import {absolutePath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import type {Place} from '../../platform/place.ts'
import {scratchRoot} from '../../platform/scratch.ts'
import {openStatCache, type StatCache} from '../../platform/stat-cache.ts'
import {userCacheFolder} from '../../platform/user-cache.ts'
import type {TrackInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'

type Wishes = Pick<TrackInputs, 'cache' | 'verify'>

/**
 * The memory of digests that `track` alone may use; whoever judges or deploys reads every byte. Who can write it decides
 * what it says, so a run whose record deploys rest on uses one only where the step names it.
 */
export function openTrackCache(setting: Setting, {cache, verify}: Wishes): StatCache | undefined {
  const folder = folderOf(setting, cache)
  if (folder === undefined) return undefined
  const path = `${folder}/${nameOf(setting)}`
  const opened = openStatCache(path, {
    isVerifying: verify ?? false,
    scratch: scratchRoot(setting.place),
  })
  if (opened.note !== undefined) {
    setting.runner.info(`the stat cache ${pathText(path)} is not used: ${opened.note}`)
  }
  return opened
}

export async function saveTrackCache(
  {runner}: Setting,
  cache: StatCache | undefined,
): Promise<void> {
  const problem = await cache?.save()
  if (problem !== undefined) runner.info(`the stat cache was not written: ${problem}`)
}

function folderOf({place, context}: Setting, wish: string | undefined): string | undefined {
  if (wish === 'none') return undefined
  if (wish !== undefined) return checkedFolder(place, wish)
  const {environment} = place
  if (place.kind === 'terminal') return userCacheFolder(environment)
  const tools = environment['RUNNER_TOOL_CACHE']
  const isKept = environment['RUNNER_ENVIRONMENT'] === 'self-hosted'
  if (!isKept || !tools || context === undefined || context.isDefaultBranch) return undefined
  return isInside(place.workspace, tools) ? undefined : `${tools}/proofmark`
}

/** Whoever writes the checkout must not be able to bring the checksums along. */
function checkedFolder(place: Place, wish: string): string {
  const folder = absolutePath(place, wish)
  if (place.kind === 'terminal' || !isInside(place.workspace, folder)) return folder
  throw new ActionError('invalid-cache', `cache: ${wish} lies in the checkout`, {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the runner replaces this expression.
    hint: 'A commit could bring its own. Name a folder outside:\nwith:\n  cache: ${{ runner.tool_cache }}/proofmark',
  })
}

/** One file for each repository or folder, so that they do not push each other out. */
function nameOf({place, context}: Setting): string {
  const whose = context
    ? `${context.server}/${context.repository.owner}/${context.repository.name}`
    : place.workspace
  return `stat-cache-${sha256(whose).slice('sha256:'.length).slice(0, 16)}`
}
