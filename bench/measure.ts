import {spawnSync} from 'node:child_process'

/** A row of the benchmark table: what, against whom, and the ratio that the budget is about. */
export type Row = {
  readonly what: string
  readonly ours: string
  readonly peer: string
  /** Ours over the peer's unless `unit` says otherwise. */
  readonly ratio: number
  readonly budget: string
  readonly isWithin: boolean
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Wall time of each body in milliseconds, in turn (A B A B …), so that a drifting machine hurts both alike. */
export async function interleave(
  rounds: number,
  bodies: readonly (() => Promise<void> | void)[],
): Promise<readonly (readonly number[])[]> {
  const times: number[][] = bodies.map(() => [])
  for (let round = -1; round < rounds; round++) {
    for (const [index, body] of bodies.entries()) {
      const started = performance.now()
      await body()
      if (round >= 0) times[index]?.push(performance.now() - started)
    }
  }
  return times
}

/** Runs one command to its end; its failure is the benchmark's. */
export function runOnce(
  command: string,
  args: readonly string[],
  options: {readonly cwd?: string; readonly environment?: Record<string, string>} = {},
): void {
  const {status, stderr, error} = spawnSync(command, args, {
    cwd: options.cwd,
    env: options.environment ?? {PATH: process.env['PATH']},
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0)
    throw new Error(`${command} ${args[0]} ended with ${status}: ${error ?? stderr}`)
}

export function milliseconds(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(0)} ms`
}

export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`)
  for (const {what, ours, peer, ratio, budget, isWithin} of rows) {
    const mark = isWithin ? 'within' : 'OVER'
    console.log(
      `  ${what}: ours ${ours}, peer ${peer}, ratio ${ratio.toFixed(2)} (${budget}: ${mark})`,
    )
  }
}

export function isOnPath(command: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', command]).status === 0
}

/** The most memory that a command held at once, in bytes, as GNU time tells it. */
export function peakMemory(command: string, args: readonly string[], cwd: string): number {
  const {status, stderr} = spawnSync('time', ['-f', '%M', command, ...args], {
    cwd,
    encoding: 'utf8',
    env: {PATH: process.env['PATH']},
  })
  const kilobytes = Number(stderr.trim().split('\n').at(-1))
  if (status !== 0 || !Number.isFinite(kilobytes)) throw new Error(`${command} failed: ${stderr}`)
  return kilobytes * 1024
}
