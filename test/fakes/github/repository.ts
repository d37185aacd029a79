import type {CheckRun, CommitStatus} from './checks.ts'
import type {Comment} from './comments.ts'
import type {Deployment} from './deployments.ts'
import type {Environment} from './environments.ts'
import {encodeCommit} from './git/commit-object.ts'
import {importObjects} from './git/import.ts'
import {type ObjectStore, objectStore} from './git/objects.ts'
import {FILE} from './git/tree-object.ts'
import {type Change, changeTree, filesOfTree} from './git/trees.ts'
import type {LabelEvent} from './labels.ts'
import {openPull, type Pull, type PullOptions, updatePullRefs} from './pulls.ts'
import {timestamp, type World} from './world.ts'

export type RepositoryOptions = {
  readonly owner: string
  readonly name: string
  readonly defaultBranch?: string
  readonly private?: boolean
  readonly fork?: {readonly of: Repository}
}

export type Dispatch = {
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

export type Repository = {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly fullName: string
  readonly defaultBranch: string
  readonly isPrivate: boolean
  readonly parent: Repository | undefined
  readonly objects: ObjectStore
  /** Full names (`refs/heads/main`) and the commits that they stand at. Change them with `setRef`. */
  readonly refs: ReadonlyMap<string, string>
  readonly pulls: readonly Pull[]
  readonly comments: Map<number, Comment>
  /** The oldest first. */
  readonly labelEvents: LabelEvent[]
  /** The oldest first. */
  readonly deployments: Deployment[]
  /** By name in lower case. */
  readonly environments: Map<string, Environment>
  readonly checkRuns: CheckRun[]
  readonly statuses: CommitStatus[]
  /** Workflows that were started over the API, the oldest first. */
  readonly dispatches: Dispatch[]
  /** Names of branches that a rule protects; the environment of a test may ask for them. */
  readonly protectedBranches: Set<string>
  /** Sets a ref, also backwards, or removes it. */
  readonly setRef: (ref: string, commit: string | undefined) => void
  /** Copies commits of a repository on disk with everything they reach, and sets refs: `{'refs/heads/main': 'HEAD'}`. */
  readonly push: (
    directory: string,
    refs: Readonly<Record<string, string>>,
  ) => Promise<Readonly<Record<string, string>>>
  /** One commit on a branch without git: the named files change, `undefined` removes one. Gives the commit's id. */
  readonly commit: (
    branch: string,
    files: Readonly<Record<string, string | Uint8Array | undefined>>,
    options?: {
      readonly message?: string
      readonly parents?: readonly string[]
      /** The login of who made it; somebody without an account unless told. */
      readonly by?: string
    },
  ) => string
  /** The commit at the end of a branch. */
  readonly head: (branch: string) => string | undefined
  /** The text of every file at the end of a branch, by its path. */
  readonly filesAt: (branch: string) => ReadonlyMap<string, string>
  readonly openPull: (options: PullOptions) => Pull
  /** The comments of a pull request, oldest first. */
  readonly commentsOf: (number: number) => readonly Comment[]
}

const NOBODY = {name: 'Ana Silva', email: 'ana@example.com'}

export function addRepository(world: World, options: RepositoryOptions): Repository {
  const {owner, name, defaultBranch = 'main', fork} = options
  const fullName = `${owner}/${name}`
  const key = fullName.toLowerCase()
  if (world.repositories.has(key)) throw new Error(`there is a repository ${fullName} already`)
  const refs = new Map<string, string>()
  const pulls: Pull[] = []
  const objects = fork?.of.objects ?? objectStore()
  const comments = new Map<number, Comment>()
  const head = (branch: string) => refs.get(`refs/heads/${branch}`)

  function setRef(ref: string, commit: string | undefined) {
    if (!ref.startsWith('refs/')) throw new Error(`"${ref}" is not the full name of a ref`)
    if (commit === undefined) refs.delete(ref)
    else if (objects.commit(commit)) refs.set(ref, commit)
    else throw new Error(`${commit} is not a commit that was pushed`)
    updatePullRefs(world, repository, ref)
  }

  const repository: Repository = {
    id: world.nextId(),
    owner,
    name,
    fullName,
    defaultBranch,
    isPrivate: options.private ?? false,
    parent: fork?.of,
    objects,
    refs,
    pulls,
    comments,
    labelEvents: [],
    deployments: [],
    environments: new Map(),
    checkRuns: [],
    statuses: [],
    dispatches: [],
    protectedBranches: new Set(),
    setRef,
    head,
    async push(directory, wanted) {
      const names = Object.keys(wanted)
      const heads = await importObjects(objects, directory, Object.values(wanted))
      names.forEach((ref, i) => {
        setRef(ref, heads[i])
      })
      return Object.fromEntries(names.map((ref, i) => [ref, heads[i] ?? '']))
    },
    commit(branch, files, {message = 'Change', parents, by} = {}) {
      const known = head(branch)
      const before = parents ?? (known === undefined ? [] : [known])
      const base = before[0] === undefined ? undefined : objects.commit(before[0])?.tree
      const tree = changeTree(objects, base, blobsOf(objects, files))
      const who = by === undefined ? NOBODY : {name: by, email: `${by}@users.noreply.github.com`}
      const person = {...who, date: timestamp(world.now())}
      const commit = {tree, parents: before, author: person, committer: person, message}
      const id = objects.add('commit', encodeCommit(commit))
      setRef(`refs/heads/${branch}`, id)
      return id
    },
    filesAt(branch) {
      const tree = objects.commit(head(branch) ?? '')?.tree
      const files = [...filesOfTree(objects, tree)]
      return new Map(files.map(([path, {id}]) => [path, objects.blob(id)?.toString('utf8') ?? '']))
    },
    openPull(pullOptions) {
      const pull = openPull(world, repository, pullOptions)
      pulls.push(pull)
      setRef(`refs/pull/${pull.number}/head`, pull.headSha)
      return pull
    },
    commentsOf: number => [...comments.values()].filter(comment => comment.number === number),
  }
  if (fork) for (const [ref, commit] of fork.of.refs) refs.set(ref, commit)
  world.repositories.set(key, repository)
  return repository
}

function blobsOf(
  objects: ObjectStore,
  files: Readonly<Record<string, string | Uint8Array | undefined>>,
): ReadonlyMap<string, Change> {
  const entries = Object.entries(files).map(([path, bytes]): [string, Change] => [
    path,
    bytes === undefined ? undefined : {mode: FILE, id: objects.add('blob', Buffer.from(bytes))},
  ])
  return new Map(entries)
}
