import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {runGit} from './github/git/run.ts'

/** Paths and what is in them; `undefined` removes one. */
export type RepoFiles = Readonly<Record<string, string | Uint8Array | undefined>>

export type TempRepo = {
  readonly directory: string
  readonly write: (files: RepoFiles) => Promise<void>
  /** Writes the files and commits everything that changed; gives the commit's id, the same in every run. */
  readonly commit: (message: string, files?: RepoFiles) => Promise<string>
  /** A new branch from here, checked out. */
  readonly branch: (name: string) => Promise<void>
  readonly checkout: (revision: string) => Promise<void>
  /** The merge commit of a pull request, with the base as first parent. No branch moves. */
  readonly merge: (base: string, head: string) => Promise<string>
  readonly head: (revision?: string) => Promise<string>
  /** Any other command of git; gives what it prints. */
  readonly git: (...args: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

const PERSON = {
  GIT_AUTHOR_NAME: 'Ana Silva',
  GIT_AUTHOR_EMAIL: 'ana@example.com',
  GIT_COMMITTER_NAME: 'Ana Silva',
  GIT_COMMITTER_EMAIL: 'ana@example.com',
}
const FIRST_COMMIT_AT = Date.UTC(2026, 0, 1) / 1000
const BETWEEN_COMMITS_S = 60

/** A real git repository in a temporary folder, on branch `main`, with a person and a clock of its own. */
export async function createRepo(): Promise<TempRepo> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-repo-')))
  let commits = 0
  const git = async (...args: readonly string[]) => {
    const at = `${FIRST_COMMIT_AT + commits * BETWEEN_COMMITS_S} +0000`
    const environment = {...PERSON, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at}
    return (await runGit(directory, args, {environment})).toString('utf8').trim()
  }
  const head = (revision = 'HEAD') => git('rev-parse', '--verify', revision)
  const write = (files: RepoFiles) => writeFiles(directory, files)
  await git('init', '--quiet', '--initial-branch=main')
  return {
    directory,
    git,
    head,
    write,
    async commit(message, files = {}) {
      await write(files)
      await git('add', '--all')
      await git('commit', '--quiet', '--allow-empty', `--message=${message}`)
      commits++
      return head()
    },
    branch: async name => void (await git('checkout', '--quiet', '-b', name)),
    checkout: async revision => void (await git('checkout', '--quiet', revision)),
    async merge(base, other) {
      const back = (await git('branch', '--show-current')) || (await head())
      const ids = [await head(`${base}^{commit}`), await head(`${other}^{commit}`)] as const
      await git('checkout', '--quiet', '--detach', ids[0])
      try {
        const message = `Merge ${ids[1]} into ${ids[0]}`
        await git('merge', '--quiet', '--no-ff', `--message=${message}`, ids[1])
        commits++
        return await head()
      } catch (error) {
        await git('reset', '--quiet', '--hard')
        throw error
      } finally {
        await git('checkout', '--quiet', back)
      }
    },
    remove: () => rm(directory, {recursive: true, force: true}),
  }
}

async function writeFiles(directory: string, files: RepoFiles): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const target = join(directory, path)
    if (content === undefined) {
      await rm(target, {recursive: true})
      continue
    }
    await mkdir(dirname(target), {recursive: true})
    await writeFile(target, content)
  }
}
