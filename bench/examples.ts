import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {generator} from '../shared/domain/statistics/generator.ts'
import {interleave, median, milliseconds, printRows} from './measure.ts'

const ROWS = 1_000_000
const BUDGET_MS = 3000
const BUDGET_MB = 400

/** A million scores by example of each of two models, joined by id and tested, against JSON.parse and a Map alone. */
export async function benchExamples(rounds = 3): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-bench-'))
  try {
    const {base, same, mixed} = write(folder)
    const rows = []
    for (const [order, candidate] of [
      ['the same order', same],
      ['another order', mixed],
    ] as const) {
      const memory: number[] = []
      const [ours = [], peer = []] = await interleave(rounds, [
        () => {
          memory.push(run([resolve('dist/cli.js'), 'compare', base, candidate]))
        },
        () => {
          run(['--eval', PEER, base, candidate])
        },
      ])
      const [time, most] = [median(ours), Math.max(...memory)]
      rows.push({
        what: `${ROWS.toLocaleString('en-US')} examples of two models in ${order}, joined and tested, the whole process, ${most.toFixed(0)} MB`,
        ours: milliseconds(time),
        peer: `${milliseconds(median(peer))} (JSON.parse and a Map: no places, no doubles found, no test)`,
        ratio: time / median(peer),
        budget: `at most ${BUDGET_MS / 1000} s, or 1.5 times the peer on a busy machine, and ${BUDGET_MB} MB`,
        isWithin: (time <= BUDGET_MS || time <= 1.5 * median(peer)) && most <= BUDGET_MB,
      })
    }
    printRows('Examples', rows)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const PEER = `
const {readFileSync} = require('node:fs')
const [base, candidate] = process.argv.slice(1).map(file =>
  readFileSync(file, 'utf8').trimEnd().split('\\n').map(line => JSON.parse(line)))
const before = new Map(base.map(({id, accuracy}) => [id, accuracy]))
let change = 0
for (const {id, accuracy} of candidate) change += accuracy - before.get(id)
console.log(change)
`

function write(folder: string) {
  const next = generator(7)
  const base: string[] = []
  const candidate: string[] = []
  for (let row = 0; row < ROWS; row++) {
    const isRight = next(100) < 85
    const isOther = next(100) < 6
    base.push(`{"id": "example-${row}", "accuracy": ${Number(isRight)}}\n`)
    candidate.push(`{"id": "example-${row}", "accuracy": ${Number(isRight !== isOther)}}\n`)
  }
  const files = {
    base: join(folder, 'base.jsonl'),
    same: join(folder, 'same.jsonl'),
    mixed: join(folder, 'mixed.jsonl'),
  }
  writeFileSync(files.base, base.join(''))
  writeFileSync(files.same, candidate.join(''))
  for (let row = ROWS - 1; row > 0; row--) {
    const other = next(row + 1)
    const line = candidate[row] ?? ''
    candidate[row] = candidate[other] ?? ''
    candidate[other] = line
  }
  writeFileSync(files.mixed, candidate.join(''))
  return files
}

/** Runs Node to its end; the most memory that it held, in MB. */
function run(args: readonly string[]): number {
  const {status, stderr} = spawnSync('time', ['-f', '%M', process.execPath, ...args], {
    encoding: 'utf8',
    env: {PATH: process.env['PATH']},
  })
  const kilobytes = Number(stderr.trim().split('\n').at(-1))
  // 1 is an answer: the candidate is worse.
  if (status === null || status > 1 || !Number.isFinite(kilobytes)) throw new Error(stderr)
  return kilobytes / 1024
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchExamples(3)
