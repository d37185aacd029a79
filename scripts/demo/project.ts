import {appendFile, cp, mkdir, symlink, writeFile} from 'node:fs/promises'
import {basename, join} from 'node:path'
import type {Change} from './changes.ts'
import {git} from './git.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..')
const EXAMPLE = join(REPOSITORY, 'examples', 'oil-price')
/** What training makes, and what belongs to no repository. */
const MADE = ['node_modules', 'models', 'metrics.json', 'scores.jsonl', '.venv']

/** The example as a team's repository, with what it adds to proofmark.yml for its own servers: real commits, real branches, real merges. */
export type Project = {
  readonly folder: string
  readonly main: () => Promise<string>
  /** A branch with one commit on top of main. */
  readonly propose: (change: Change) => Promise<string>
  /** What GitHub would make of merging a branch into main now; main stays where it is. */
  readonly tryMerge: (branch: string) => Promise<string>
  readonly merge: (branch: string) => Promise<string>
  /** A fresh folder with one commit checked out, as a job finds it. */
  readonly checkOut: (commit: string, name: string) => Promise<string>
}

export async function createProject(home: string, deployment: string): Promise<Project> {
  const folder = join(home, 'oil-price')
  await cp(EXAMPLE, folder, {
    recursive: true,
    filter: path => !MADE.includes(basename(path)),
  })
  await appendFile(join(folder, 'proofmark.yml'), deployment)
  await writeFile(join(folder, '.gitignore'), `${MADE.join('\n')}\n`)
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  await commitAll(folder, 'Guess the oil price')
  return {
    folder,
    main: () => git(folder, 'rev-parse', 'main'),
    async propose({branch, title, apply}) {
      await git(folder, 'checkout', '--quiet', '-b', branch, 'main')
      await apply(folder)
      await commitAll(folder, title)
      const head = await git(folder, 'rev-parse', 'HEAD')
      await git(folder, 'checkout', '--quiet', 'main')
      return head
    },
    async tryMerge(branch) {
      await git(folder, 'checkout', '--quiet', '--detach', 'main')
      await git(folder, 'merge', '--quiet', '--no-ff', '-m', `Merge ${branch} into main`, branch)
      const merged = await git(folder, 'rev-parse', 'HEAD')
      await git(folder, 'checkout', '--quiet', 'main')
      return merged
    },
    async merge(branch) {
      await git(folder, 'merge', '--quiet', '--no-ff', '-m', `Merge ${branch}`, branch)
      return git(folder, 'rev-parse', 'HEAD')
    },
    async checkOut(commit, name) {
      const job = join(home, 'jobs', name)
      await mkdir(join(home, 'jobs'), {recursive: true})
      await git(folder, 'worktree', 'add', '--quiet', '--detach', job, commit)
      await symlink(join(REPOSITORY, 'node_modules'), join(job, 'node_modules'))
      return job
    },
  }
}

async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message', message)
}
