import {readdirSync, realpathSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {systemCode} from './errors.ts'
import {isInside} from './files.ts'
import {kindOf, nameOf, sortedKeys} from './folder-keys.ts'
import type {Glob} from './glob.ts'
import {pathText} from './path-text.ts'

export type Walk = {
  readonly root: string
  readonly boundary: string
  readonly glob: Glob | undefined
  /** Where parts of very large folders may lie for a while. */
  readonly scratch: string
  /** What cannot be part of a dataset, a sentence each. */
  readonly problems: string[]
  readonly leftOut: string[]
}

/** Names that are handed out at once, at most. */
const RUN_FILES = 32
/** Folders in which nothing may be found, between two runs. */
const BREATH_FOLDERS = 200

/** The files below a folder in the order of the bytes of their paths, which takes the memory of its largest folder. */
export function* walkFolder(walk: Walk): Generator<readonly string[]> {
  const open = [openFolder('', walk)]
  let run: string[] = []
  let left = 0
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    takeFiles(folder, walk, run)
    if (run.length < RUN_FILES) {
      const key = nextKey(folder)
      if (key === undefined) {
        open.pop()
        // Whoever goes on with the walk may want to do something else in between.
        if (++left % BREATH_FOLDERS === 0) yield []
        continue
      }
      const inner = takeEntry(key, folder, {walk, run})
      if (inner) open.push(inner)
    }
    if (run.length >= RUN_FILES) {
      yield run
      run = []
    }
  }
  if (run.length > 0) yield run
}

type Folder = {
  readonly path: string
  readonly depth: number
  /** What comes next of its entries, from `next` on, and where more come from. */
  keys: readonly string[]
  next: number
  readonly more: Iterator<readonly string[]>
}

function openFolder(path: string, walk: Walk): Folder {
  const depth = path === '' ? 1 : path.split('/').length + 1
  return {path, depth, keys: [], next: 0, more: readableKeys(path, depth, walk)}
}

/** Takes files up to the next entry that wants a closer look; most folders hold nothing else. */
function takeFiles(folder: Folder, walk: Walk, run: string[]): void {
  const {keys, path} = folder
  const before = path === '' ? '' : `${path}/`
  let at = folder.next
  for (; at < keys.length && run.length < RUN_FILES; at++) {
    const key = keys[at] ?? ''
    if (key === '.git' || kindOf(key) !== 'file') break
    if (isMeant(walk, before + key)) run.push(before + key)
  }
  folder.next = at
}

function nextKey(folder: Folder): string | undefined {
  while (folder.next >= folder.keys.length) {
    const {value, done} = folder.more.next()
    if (done) return undefined
    folder.keys = value
    folder.next = 0
  }
  return folder.keys[folder.next++]
}

type Taking = {readonly walk: Walk; readonly run: string[]}

/** Takes whatever it is; gives the folder that comes next where it is one. */
function takeEntry(key: string, {path: folder, depth}: Folder, {walk, run}: Taking) {
  const kind = kindOf(key)
  const name = nameOf(key, kind)
  const path = below(folder, name)
  if (name === '.git') walk.leftOut.push(path)
  else if (kind === 'folder') return isWithin(walk, depth) ? openFolder(path, walk) : undefined
  else if (kind === 'link' ? isGoodLink(path, depth, walk) : isGoodFile(path, kind, walk)) {
    run.push(path)
  }
  return undefined
}

/** Whether something that is meant can lie in a folder at this depth. */
function isWithin({glob}: Walk, depth: number): boolean {
  return glob === undefined || depth < glob.depth
}

function isMeant({glob}: Walk, path: string): boolean {
  return glob === undefined || glob.accepts(path)
}

/** Entries, some at a time. */
function* readableKeys(folder: string, depth: number, walk: Walk): Generator<readonly string[]> {
  let some: string[] = []
  try {
    const keys = sortedKeys(join(walk.root, folder), walk)
    // What is no UTF-8 was decoded to this character, which a name may also truly hold.
    if (Array.isArray(keys) && !keys.some(key => key.includes('\ufffd'))) return yield keys
    for (const key of wholeKeys(keys, folder, {depth, walk})) {
      some.push(key)
      if (some.length < RUN_FILES) continue
      yield some
      some = []
    }
  } catch (error) {
    notReadable(folder, error, walk)
  }
  yield some
}

function* wholeKeys(
  keys: Iterable<string>,
  folder: string,
  {depth, walk}: {readonly depth: number; readonly walk: Walk},
): Generator<string> {
  let raw: RawNames | undefined
  for (const key of keys) {
    if (!key.includes('\ufffd')) {
      yield key
      continue
    }
    if (raw === undefined) {
      raw = readRawNames(join(walk.root, folder))
      for (const {name, escaped} of raw.broken) {
        const isAsked = isMeant(walk, below(folder, name)) || isWithin(walk, depth)
        if (isAsked) walk.problems.push(`${below(folder, escaped)} is a name that is not UTF-8`)
      }
    }
    if (raw.whole.has(nameOf(key, kindOf(key)))) yield key
  }
}

function notReadable(folder: string, error: unknown, walk: Walk): void {
  const code = systemCode(error)
  if (code === undefined) throw error
  walk.problems.push(`${pathText(folder || '.')} is a folder that cannot be read (${code})`)
}

type RawNames = ReturnType<typeof readRawNames>

function readRawNames(folder: string) {
  const whole = new Set<string>()
  const broken: {readonly name: string; readonly escaped: string}[] = []
  for (const raw of readdirSync(folder, {encoding: 'buffer'})) {
    const name = raw.toString('utf8')
    if (!name.includes('\ufffd')) continue
    if (Buffer.from(name, 'utf8').equals(raw)) whole.add(name)
    else broken.push({name, escaped: escapeBytes(raw)})
  }
  return {whole, broken}
}

/** `caf\\xe9.txt`, as a shell's `$'…'` takes it. */
function escapeBytes(raw: Buffer): string {
  return [...raw]
    .map(byte =>
      byte >= 0x20 && byte < 0x7f
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('')
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

function isGoodFile(path: string, kind: 'file' | 'other', walk: Walk): boolean {
  if (!isMeant(walk, path)) return false
  if (kind === 'other') walk.problems.push(`${pathText(path)} is a socket, pipe or device`)
  return kind === 'file'
}

function isGoodLink(path: string, depth: number, walk: Walk): boolean {
  const refuse = (why: string): false => {
    walk.problems.push(`${pathText(path)} is a link ${why}`)
    return false
  }
  try {
    const target = realpathSync(join(walk.root, path))
    const status = statSync(target)
    // Files behind a link to a folder would be meant too, and be passed over without a word.
    if (!isMeant(walk, path) && !(status.isDirectory() && isWithin(walk, depth))) return false
    if (!isInside(walk.boundary, target)) return refuse(`that leads out, to ${pathText(target)}`)
    if (status.isDirectory()) return refuse('to a folder')
    if (!status.isFile()) return refuse('to a socket, pipe or device')
    return true
  } catch (error) {
    if (!isMeant(walk, path)) return false
    return refuse(systemCode(error) === 'ELOOP' ? 'that leads to itself' : 'that leads nowhere')
  }
}
