import type {History} from '../domain/ports/history.ts'
import type {Store} from '../domain/ports/store.ts'
import {ActionError} from '../platform/errors.ts'
import {branchHistory} from '../platform/github/branch-history.ts'
import {isBranchName} from '../platform/github/branch-name.ts'
import type {GithubContext} from '../platform/github/context.ts'
import {absolutePath} from '../platform/inside.ts'
import type {Place} from '../platform/place.ts'
import {artifactStore} from '../platform/stores/artifacts.ts'
import {directoryHistory, directoryStore} from '../platform/stores/directory.ts'
import {inputHint} from './hints.ts'
import {historyInputs} from './inputs.ts'
import type {Github} from './setting.ts'

const RETENTION = {pullRequest: 7, defaultBranch: 90}

type Wishes = {
  readonly store: string | undefined
  readonly 'retention-days'?: number | undefined
}

/** Where jobs of this run hand sections to each other, the nearest first; nowhere in a terminal that names no folder. */
export function openStores(
  wishes: Wishes,
  place: Place,
  context: GithubContext | undefined,
): readonly Store[] {
  if (wishes.store !== undefined) return [directoryStore(absolutePath(place, wishes.store))]
  if (context === undefined) return []
  const usual = context.isDefaultBranch ? RETENTION.defaultBranch : RETENTION.pullRequest
  const artifacts = artifactStore({
    environment: place.environment,
    retentionDays: wishes['retention-days'] ?? usual,
  })
  return [directoryStore(`${place.temporary}/store`), ...(artifacts ? [artifacts] : [])]
}

/** Where records outlive their runs; nothing where that is switched off or cannot be reached. */
export function openHistory(
  wish: string | undefined,
  place: Place,
  github: Github | undefined,
): History | undefined {
  if (wish === undefined || wish === 'none') return undefined
  if (wish.startsWith('.') || wish.startsWith('/')) {
    return directoryHistory(absolutePath(place, wish))
  }
  if (!isBranchName(wish)) {
    throw new ActionError('invalid-history', `"${wish}" cannot be the name of a branch`, {
      hint: 'Name a branch such as proofmark-history, or a folder that begins with ./ or /.',
    })
  }
  if (github && isUsed(github.context, wish)) {
    throw new ActionError(
      'invalid-history',
      `the branch "${wish}" holds the code itself; records need one of their own`,
      {
        hint: inputHint(historyInputs, 'history', {value: 'proofmark-history'}),
      },
    )
  }
  return github && branchHistory(github.client, {branch: wish})
}

/** Git sees two branches where a file system that ignores case sees one. */
function isUsed({ref, repository, pullRequest}: GithubContext, branch: string): boolean {
  const used = [repository.defaultBranch, ref.replace(/^refs\/heads\//, ''), pullRequest?.base.ref]
  return used.some(name => name?.toLowerCase() === branch.toLowerCase())
}
