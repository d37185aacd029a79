import type {Bundle} from './store.ts'

/**
 * Where records outlive their runs: a tree of immutable files.
 * Adapters: a branch of the repository, a directory.
 */
export type History = {
  readonly kind: 'branch' | 'directory'
  /** Where people can look at it, in words: `branch proofmark-history`. */
  readonly place: string
  /** The files directly inside each folder, in as few round trips as the backend allows; unknown folders are absent. */
  readonly folders: (paths: readonly string[]) => Promise<ReadonlyMap<string, Bundle>>
  readonly file: (path: string) => Promise<Uint8Array | undefined>
  /** Adds all files or none. The same bytes again are fine; other bytes under a used path are refused (`already-recorded`). */
  readonly add: (files: Bundle, message: string) => Promise<void>
}
