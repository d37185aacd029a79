import {createHash} from 'node:crypto'
import {
  closeSync,
  createReadStream,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {availableParallelism, cpus, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {Worker} from 'node:worker_threads'
import {rolldown} from 'rolldown'
import {
  interleave,
  isOnPath,
  median,
  milliseconds,
  peakMemory,
  printRows,
  type Row,
  runOnce,
} from './measure.ts'

const SMALL_FOLDERS = 700
const SMALL_FILES = 100
const MIB = 2 ** 20
const cores = Math.min(availableParallelism(), 8)

export type HashingOptions = {
  readonly rounds?: number
  /** 8 files of 256 MiB rather than 4 of 64. */
  readonly full?: boolean
}

/** Hashing of many small files and of some large ones, each against its best peers in the same run. */
export async function benchHashing({rounds = 3, full = false}: HashingOptions = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-bench-'))
  try {
    const rows = [
      ...(await benchSmall(folder, rounds)),
      ...(await benchLarge(folder, rounds, full)),
    ]
    printRows(`Hashing, ${cores} threads, ${cpus()[0]?.model ?? 'unknown processor'}`, rows)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const CLI = resolve('dist/cli.js')
/** As long as a clock of files may stand still, and some more. */
const SETTLED_MS = 100

/** Whole processes, as a person starts them; each round has a folder of its own. */
async function benchSmall(folder: string, rounds: number): Promise<readonly Row[]> {
  let round = 0
  let data = ''
  // A home, as everybody has one in a terminal: Node keeps there what it compiled of us.
  const environment = {PATH: process.env['PATH'] ?? '', HOME: join(folder, 'home')}
  const track = (...more: readonly string[]) =>
    runOnce(process.execPath, [CLI, 'track', data, '--json', ...more], {cwd: folder, environment})
  const cache = () => ['--cache', `${data}-cache`]
  const hasDvc = isOnPath('dvc')
  const dvc = (...args: readonly string[]) =>
    hasDvc ? runOnce('dvc', args, {cwd: `${data}-dvc`}) : undefined
  const [, ours, remembering, unchanged, coreutils, plain, found, looked, , added, status] = (
    await interleave(rounds, [
      async () => {
        data = join(folder, `small-${round++}`)
        writeSmallFiles(data)
        await new Promise(done => setTimeout(done, SETTLED_MS))
      },
      () => track('--cache', 'none'),
      () => track(...cache()),
      () => track(...cache()),
      () => runOnce('sh', ['-c', PIPELINE, 'sh', data, String(cores)]),
      () => runOnce(process.execPath, ['-e', PLAIN_NODE, data]),
      () => runOnce('find', [data, '-type', 'f', '-printf', '%i %s %T@ %C@\n']),
      () => runOnce(process.execPath, ['-e', LOOK_ONLY, data]),
      () => {
        if (!hasDvc) return
        mkdirSync(`${data}-dvc`)
        dvc('init', '--no-scm', '--quiet')
        writeSmallFiles(`${data}-dvc/data`)
      },
      () => dvc('add', '--quiet', 'data'),
      () => dvc('status', '--quiet'),
    ])
  ).map(median)
  const what = `${(SMALL_FOLDERS * SMALL_FILES).toLocaleString('en-US')} files of 280 B, track`
  return [
    row(what, {ours, peer: coreutils, name: 'find | xargs sha256sum', limit: 1.5}),
    row(what, {ours, peer: plain, name: 'plain Node, one thread', limit: 1}),
    row(`${what}, nothing changed`, {
      ours: unchanged,
      peer: remembering,
      name: 'cold',
      limit: 0.15,
    }),
    // Nobody can know that nothing changed without a look at every file.
    row(`${what}, nothing changed`, {ours: unchanged, peer: found, name: 'find -printf'}),
    row(`${what}, nothing changed`, {
      ours: unchanged,
      peer: looked,
      name: 'Node that only looks, two threads',
    }),
    row('find -printf, such a look', {ours: found, peer: remembering, name: 'track, cold'}),
    ...(hasDvc
      ? [
          row(what, {ours: remembering, peer: added, name: 'dvc add', limit: 0.2}),
          row(`${what}, nothing changed`, {
            ours: unchanged,
            peer: status,
            name: 'dvc status',
            limit: 0.2,
          }),
        ]
      : []),
  ]
}

const PIPELINE = 'find "$1" -type f -print0 | xargs -0 -n 500 -P "$2" sha256sum'

const PLAIN_NODE = `
const {createHash} = require('node:crypto')
const {readdirSync, readFileSync} = require('node:fs')
const {join} = require('node:path')
for (const entry of readdirSync(process.argv[1], {recursive: true, withFileTypes: true})) {
  if (!entry.isFile()) continue
  createHash('sha256').update(readFileSync(join(entry.parentPath, entry.name))).digest('hex')
}`

const LOOK_ONLY = `
const {readdirSync} = require('node:fs')
const {Worker} = require('node:worker_threads')
function look({root, folders}) {
  const {readdirSync, statSync} = require('node:fs')
  for (const folder of folders)
    for (const name of readdirSync(root + '/' + folder))
      statSync(root + '/' + folder + '/' + name, {bigint: true})
}
const root = process.argv[1]
const all = readdirSync(root)
const half = all.length >> 1
const script = '(' + look + ")(require('node:worker_threads').workerData)"
new Worker(script, {eval: true, workerData: {root, folders: all.slice(0, half)}})
look({root, folders: all.slice(half)})`

function writeSmallFiles(folder: string): void {
  for (let one = 0; one < SMALL_FOLDERS; one++) {
    const inner = join(folder, `d${one}`)
    mkdirSync(inner, {recursive: true})
    for (let file = 0; file < SMALL_FILES; file++) {
      writeFileSync(join(inner, `f${file}.bin`), Buffer.alloc(280, `${one}-${file} `))
    }
  }
}

type Hashing = Pick<typeof import('../shared/platform/hashing.ts'), 'hashFiles'>

/** As `dist/` has it: from the sources, each thread would first take the types out of them. */
async function builtHashing(folder: string): Promise<Hashing> {
  const platform = resolve('shared/platform')
  const input = {
    hashing: join(platform, 'hashing.ts'),
    'hash.worker': join(platform, 'hash.worker.ts'),
  }
  const bundle = await rolldown({input, platform: 'node'})
  await bundle.write({dir: join(folder, 'built'), format: 'esm', entryFileNames: '[name].js'})
  await bundle.close()
  return await import(pathToFileURL(join(folder, 'built', 'hashing.js')).href)
}

/** In this process, because the time to start one would hide what is measured. */
async function benchLarge(folder: string, rounds: number, full: boolean): Promise<readonly Row[]> {
  const {hashFiles} = await builtHashing(folder)
  const [count, size] = full ? [8, 256 * MIB] : [4, 64 * MIB]
  const paths = Array.from({length: count}, (_, index) => `large-${index}.bin`)
  for (const [index, path] of paths.entries()) {
    writeFileSync(join(folder, path), Buffer.alloc(size, `large ${index} `))
  }
  const [ours, memory, stream, coreutils] = (
    await interleave(rounds, [
      async () => {
        await hashFiles(folder, paths)
      },
      () => hashInMemory(count * size),
      async () => {
        for (const path of paths) await hashStream(join(folder, path))
      },
      () =>
        runOnce('sh', [
          '-c',
          'cd "$1" && printf "%s\\0" large-* | xargs -0 -n 1 -P "$2" sha256sum',
          'sh',
          folder,
          String(cores),
        ]),
    ])
  ).map(median)
  const what = `${count} files of ${size / MIB} MiB`
  return [
    row(what, {
      ours,
      peer: memory,
      name: `node:crypto from memory, ${cores} threads`,
      limit: 1 / 0.95,
    }),
    row(what, {ours, peer: stream, name: 'a stream, one thread', limit: 1}),
    row(what, {ours, peer: coreutils, name: 'xargs sha256sum', limit: 1.5}),
  ]
}

/** The most that node:crypto can do here: as many threads, nothing read. */
async function hashInMemory(bytes: number): Promise<void> {
  const script = `
    const {createHash} = require('node:crypto')
    const {workerData} = require('node:worker_threads')
    const buffer = Buffer.alloc(4 * 2 ** 20, 'memory ')
    const hash = createHash('sha256')
    for (let done = 0; done < workerData; done += buffer.length) hash.update(buffer)
    hash.digest('hex')`
  await Promise.all(
    Array.from({length: cores}, () => {
      const worker = new Worker(script, {eval: true, workerData: bytes / cores})
      return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject))
    }),
  )
}

async function hashStream(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

type Comparison = {
  readonly ours: number | undefined
  readonly peer: number | undefined
  readonly name: string
  /** Absent where it only says what is possible. */
  readonly limit?: number
}

function row(what: string, {ours = Number.NaN, peer = Number.NaN, name, limit}: Comparison): Row {
  const ratio = ours / peer
  return {
    what,
    ours: milliseconds(ours),
    peer: `${milliseconds(peer)} (${name})`,
    ratio,
    budget: limit === undefined ? 'what is possible' : `at most ${limit.toFixed(2)}`,
    isWithin: limit === undefined || ratio <= limit,
  }
}

const MILLION = 1_000_000
const HUGE_BYTES = 100 * 2 ** 30
const MEMORY_LIMIT = 300e6

/** Sizes that nobody waits for in each run: a million names in one folder, and a sparse file of 100 GiB. */
const EXTREMES = {
  million(path: string): void {
    mkdirSync(path)
    for (let index = 0; index < MILLION; index++) {
      const name = `sample-${index.toString(36).padStart(5, '0')}-image-crop.bin`
      closeSync(openSync(join(path, name), 'w'))
    }
  },
  huge(path: string): void {
    const huge = openSync(path, 'w')
    ftruncateSync(huge, HUGE_BYTES)
    closeSync(huge)
  },
} as const

function benchExtremes(wanted: readonly (keyof typeof EXTREMES)[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-bench-'))
  try {
    for (const path of wanted) {
      EXTREMES[path](join(folder, path))
      const started = performance.now()
      const bytes = peakMemory(process.execPath, [CLI, 'track', path, '--cache', 'none'], folder)
      const verdict = bytes <= MEMORY_LIMIT ? 'within' : 'OVER'
      const time = milliseconds(performance.now() - started)
      console.log(`  ${path}: ${time}, ${Math.round(bytes / MIB)} MiB (at most 286: ${verdict})`)
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--extremes')) benchExtremes(['million', 'huge'])
  else if (process.argv.includes('--million')) benchExtremes(['million'])
  else await benchHashing({full: process.argv.includes('--full')})
}
