import {cpus} from 'node:os'
import {benchBootstrap} from './bootstrap.ts'
import {benchComment} from './comment.ts'
import {benchExamples} from './examples.ts'
import {benchGate} from './gate.ts'
import {benchHashing} from './hashing.ts'
import {benchStart} from './start.ts'
import {benchTables} from './tables.ts'
import {benchVerify} from './verify.ts'

const isQuick = process.argv.includes('--quick')
const [cpu] = cpus()

console.log(`${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`)
console.log(
  'Medians and ratios of interleaved rounds; single times say little on a shared machine.',
)
await benchStart(isQuick ? 5 : 15)
await benchGate(isQuick ? 5 : 15)
await benchBootstrap(isQuick ? 3 : 9)
await benchExamples(isQuick ? 1 : 3)
await benchComment()
await benchVerify(isQuick ? 1 : 5)
await benchHashing(isQuick ? {rounds: 1} : {full: process.argv.includes('--full')})
await benchTables(isQuick ? 1 : 3)
