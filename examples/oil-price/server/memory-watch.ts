import {readFile} from 'node:fs/promises'

const LOOK_MS = 100
const PAGE_BYTES = 4096

/** Calls `tooMuch` once when a process holds more than `limit` bytes; only Linux tells. */
export function watchMemory(
  pid: number | undefined,
  {limit, tooMuch}: {readonly limit: number; readonly tooMuch: () => void},
): {readonly stop: () => void} {
  const timer = setInterval(async () => {
    const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
    if (Number(text.split(' ')[1] ?? 0) * PAGE_BYTES <= limit) return
    clearInterval(timer)
    tooMuch()
  }, LOOK_MS)
  timer.unref()
  return {stop: () => clearInterval(timer)}
}
