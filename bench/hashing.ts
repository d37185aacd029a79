import {createHash} from 'node:crypto'
import {createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {availableParallelism, cpus, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {Worker} from 'node:worker_threads'
import {hashFiles} from '../shared/platform/hashing.ts'
import {interleave, median, milliseconds, printRows, type Row, runOnce} from './measure.ts'

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

/** Whole processes, as a person starts them; each round has a folder of its own. */
async function benchSmall(folder: string, rounds: number): Promise<readonly Row[]> {
  let round = 0
  let data = ''
  const [, ours, coreutils, plain] = (
    await interleave(rounds, [
      () => {
        data = join(folder, `small-${round++}`)
        writeSmallFiles(data)
      },
      () =>
        runOnce(process.execPath, [resolve('dist/cli.js'), 'track', data, '--json'], {cwd: folder}),
      () => runOnce('sh', ['-c', PIPELINE, 'sh', data, String(cores)]),
      () => runOnce(process.execPath, ['-e', PLAIN_NODE, data]),
    ])
  ).map(median)
  const what = `${(SMALL_FOLDERS * SMALL_FILES).toLocaleString('en-US')} files of 280 B, track`
  return [
    row(what, {ours, peer: coreutils, name: 'find | xargs sha256sum', limit: 1.5}),
    row(what, {ours, peer: plain, name: 'plain Node, one thread', limit: 1}),
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

function writeSmallFiles(folder: string): void {
  for (let one = 0; one < SMALL_FOLDERS; one++) {
    const inner = join(folder, `d${one}`)
    mkdirSync(inner, {recursive: true})
    for (let file = 0; file < SMALL_FILES; file++) {
      writeFileSync(join(inner, `f${file}.bin`), Buffer.alloc(280, `${one}-${file} `))
    }
  }
}

/** In this process, because the time to start one would hide what is measured. */
async function benchLarge(folder: string, rounds: number, full: boolean): Promise<readonly Row[]> {
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
  readonly limit: number
}

function row(what: string, {ours = Number.NaN, peer = Number.NaN, name, limit}: Comparison): Row {
  const ratio = ours / peer
  return {
    what,
    ours: milliseconds(ours),
    peer: `${milliseconds(peer)} (${name})`,
    ratio,
    budget: `at most ${limit.toFixed(2)}`,
    isWithin: ratio <= limit,
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchHashing({full: process.argv.includes('--full')})
}
