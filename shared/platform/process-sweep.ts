import {readdir, readFile} from 'node:fs/promises'
import {pause} from './clock.ts'

const ROUNDS = 50
const PAUSE_MS = 100
const QUIET_ROUNDS = 2

/**
 * Ends whatever still carries a mark in its environment: what left its process group, and what such processes start
 * meanwhile. Answers how many were found. Only Linux tells the environments of processes; elsewhere nothing is done.
 */
export async function sweepMarked(name: string, value: string): Promise<number> {
  const found = new Set<number>()
  let quiet = 0
  for (let round = 0; round < ROUNDS && quiet < QUIET_ROUNDS; round++) {
    const marked = await findMarked(`${name}=${value}`)
    quiet = marked.length === 0 ? quiet + 1 : 0
    for (const pid of marked) {
      end(pid, found.has(pid) ? 'SIGKILL' : 'SIGTERM')
      found.add(pid)
    }
    if (quiet < QUIET_ROUNDS) await pause(marked.length > 0 ? PAUSE_MS : 0)
  }
  return found.size
}

async function findMarked(mark: string): Promise<readonly number[]> {
  const names = await readdir('/proc').catch((): string[] => [])
  const pids = names.filter(name => /^\d+$/.test(name)).map(Number)
  const marked = await Promise.all(
    pids.map(async pid => {
      if (pid === process.pid) return undefined
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
      return environment.split('\0').includes(mark) ? pid : undefined
    }),
  )
  return marked.filter(pid => pid !== undefined)
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}
