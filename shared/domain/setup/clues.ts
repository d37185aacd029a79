import {compareBytes} from '../byte-order.ts'
import {nameFromPath} from '../dataset-name.ts'

/** A dataset that the names of files speak for. */
export type DataClue = {
  readonly name: string
  readonly path: string
  readonly role: 'train' | 'holdout'
  readonly files: number
  /** Why it is thought to be that; our own words alone. */
  readonly why: string
}

/** What the names of files in a repository speak for. The content of none was looked at. */
export type Clues = {
  readonly data: readonly DataClue[]
  /** Files that may hold metrics, the likeliest first. */
  readonly metrics: readonly string[]
  /** Files that may be models, the likeliest first. */
  readonly models: readonly string[]
  readonly notebooks: readonly string[]
  readonly code: readonly string[]
  readonly script: string | undefined
  readonly params: string | undefined
  /** What its packages can be installed from. */
  readonly packages: readonly PackageFile[]
  readonly hasMlproject: boolean
  readonly hasPipeline: boolean
  /** Names of metrics that MLflow logged on this disk. */
  readonly logged: readonly string[]
}

/** Folders that hold neither data nor code of a model. */
const ASIDE = /^(?:tests?|docs?|examples?|mlruns|\.[^/]*)\//
const DATA = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather|npy|npz|png|jpe?g|webp)$/i
const IMAGE = /\.(?:png|jpe?g|webp)$/i
const METRICS = /(?:^|[/_.-])(?:metrics?|scores?|results?|eval(?:uation)?)[^/]*\.(?:json|ya?ml)$/i
const MODEL = /\.(?:onnx|safetensors|pt|pth|pkl|joblib|h5|keras|gguf|cbm)$/i
const HOLDOUT = /(?:^|[-_. ])(?:hold-?out|test|valid|validation|val|eval)(?:[-_. ]|$)/i
const SCRIPTS = ['train', 'src/train', 'scripts/train', 'training/train', 'main'].flatMap(name =>
  ['py', 'ts', 'js', 'mjs', 'R', 'r', 'jl', 'sh'].map(ending => `${name}.${ending}`),
)
const PARAMS = ['yaml', 'yml', 'json'].flatMap(ending => [`params.${ending}`, `hparams.${ending}`])
/** Lists of packages that a workflow can install, the most exact first. */
const PACKAGES = [
  'requirements.lock',
  'requirements.txt',
  'pyproject.toml',
  'package-lock.json',
] as const
export type PackageFile = (typeof PACKAGES)[number]
/** More datasets than anybody wants to look through: then folders stand for what is in them. */
const MOST_DATASETS = 6
const MOST_LOGGED = 100

/** Reads the names of a repository's files, relative to its top. Data that others declare already is left out. */
export function readClues(paths: readonly string[], declared: readonly string[]): Clues {
  const all = new Set(paths)
  const isDeclared = (path: string) =>
    declared.some(one => path === one || path.startsWith(`${one}/`))
  const own = paths.filter(path => !ASIDE.test(path)).sort(byDepth)
  const metrics = own.filter(path => METRICS.test(path) && !/(?:^|\/)params\./.test(path))
  return {
    data: groupData(own.filter(path => DATA.test(path) && !isDeclared(path))),
    metrics,
    models: own.filter(path => MODEL.test(path) && !isDeclared(path)).sort(byOnnx),
    notebooks: own.filter(path => path.endsWith('.ipynb')),
    code: codeOf(own),
    script: SCRIPTS.find(path => all.has(path)),
    params: PARAMS.find(path => all.has(path)),
    packages: PACKAGES.filter(path => all.has(path)),
    hasMlproject: all.has('MLproject'),
    hasPipeline: all.has('dvc.yaml'),
    logged: loggedNames(paths),
  }
}

function loggedNames(paths: readonly string[]): readonly string[] {
  const names = new Set<string>()
  for (const path of paths) {
    const name = /^mlruns\/[^/]+\/[^/]+\/metrics\/(.+)$/s.exec(path)?.[1]
    if (name !== undefined && names.size < MOST_LOGGED) names.add(name)
  }
  return [...names]
}

/** The nearest to the top first, then by name. */
function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || compareBytes(a, b)
}

function byOnnx(a: string, b: string): number {
  return Number(b.endsWith('.onnx')) - Number(a.endsWith('.onnx')) || byDepth(a, b)
}

function codeOf(paths: readonly string[]): readonly string[] {
  const isCode = (path: string) => /\.(?:py|ts|js|mjs|r|jl|sh)$/i.test(path)
  const top = paths.filter(path => !path.includes('/') && isCode(path)).slice(0, 20)
  const folders = ['src/', 'lib/'].filter(folder =>
    paths.some(path => path.startsWith(folder) && isCode(path)),
  )
  return [...top, ...folders]
}

type Group = {readonly folder: string; readonly files: readonly string[]}

function groupData(paths: readonly string[]): readonly DataClue[] {
  const holdouts = paths.filter(isHoldout)
  const rest = paths.filter(path => !isHoldout(path))
  const imageFolder = classParents(paths)
  const groups = byFolder(rest, path => imageFolder(path) ?? folderOf(path))
  const shown = groups.length > MOST_DATASETS ? byFolder(rest, topOf) : groups
  const wishes = [
    ...shown.slice(0, MOST_DATASETS).map(group => trainWish(group, holdouts)),
    ...byFolder(holdouts, path => imageFolder(path) ?? (IMAGE.test(path) ? folderOf(path) : path))
      .slice(0, MOST_DATASETS)
      .map(holdoutWish),
  ]
  const taken = new Set<string>()
  return wishes.map(wish => {
    const name = freeName(nameFromPath(wish.path), taken)
    taken.add(name)
    return {name, ...wish}
  })
}

/**
 * The folder above the folders of classes: all below it are images, in two folders or more, and all of them to train on
 * or all to judge on.
 */
function classParents(paths: readonly string[]): (path: string) => string | undefined {
  const parents = new Map<string, {readonly folders: Set<string>; isPure: boolean}>()
  for (const path of paths) {
    const folder = folderOf(path)
    for (let above = folder; above !== ''; above = folderOf(above)) {
      const seen = parents.get(above) ?? {folders: new Set(), isPure: true}
      if (folderOf(folder) === above) seen.folders.add(folder)
      if (!IMAGE.test(path) || isHoldout(path) !== isHoldout(above)) seen.isPure = false
      parents.set(above, seen)
    }
  }
  return path => {
    const parent = folderOf(folderOf(path))
    const seen = parents.get(parent)
    return seen?.isPure && seen.folders.size > 1 ? parent : undefined
  }
}

/** Whether a path is called like data that a model is judged on. */
export function isHoldout(path: string): boolean {
  return path.split('/').some(name => HOLDOUT.test(name.replace(/\.[^.]+$/, '')))
}

function byFolder(paths: readonly string[], of: (path: string) => string): readonly Group[] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const group = groups.get(of(path))
    if (group) group.push(path)
    else groups.set(of(path), [path])
  }
  return [...groups].map(([folder, files]) => ({folder, files}))
}

type Wish = Omit<DataClue, 'name'>

function trainWish({files, folder}: Group, holdouts: readonly string[]): Wish {
  const [only, ...more] = files
  const count = files.length
  if (only !== undefined && more.length === 0) {
    return {path: only, role: 'train', files: 1, why: 'a file of data'}
  }
  const endings = [...new Set(files.map(file => file.slice(file.lastIndexOf('.'))))]
  const isFlat = files.every(file => folderOf(file) === folder)
  const isPlain = /^[\w./-]*$/.test(folder + endings.join(''))
  const path =
    endings.length === 1 && isFlat && isPlain
      ? `${folder === '' ? '' : `${folder}/`}*${endings[0]}`
      : `${folder || '.'}/`
  const isMixed = holdouts.some(file => folder === '' || file.startsWith(`${folder}/`))
  const why = isMixed
    ? `${count} files; the holdout lies among them: name the others, or move it`
    : `${count} files of data`
  return {path, role: 'train', files: count, why}
}

function holdoutWish({files, folder}: Group): Wish {
  const path = files.length === 1 ? (files[0] ?? folder) : `${folder}/`
  return {path, role: 'holdout', files: files.length, why: 'by its name'}
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

function topOf(path: string): string {
  const slash = path.indexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** A name that no other dataset has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`
}
