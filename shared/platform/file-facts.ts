import {type BigIntStats, statfsSync} from 'node:fs'

/** What a file system keeps of a file, and changes when anybody writes it. */
export type FileFacts = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>

export function isSameFile(before: FileFacts, after: FileFacts): boolean {
  return (
    before.size === after.size &&
    before.mtimeNs === after.mtimeNs &&
    before.ctimeNs === after.ctimeNs &&
    before.ino === after.ino &&
    before.dev === after.dev
  )
}

/** Times of files are those of the last tick of the system's clock, which is at most this old. */
const TICK_NS = 20_000_000n

/** The moment before which a file must have been left alone, when work on it begins at `startedMs`. */
export function quietBefore(startedMs: number): bigint {
  return BigInt(Math.floor(startedMs)) * 1_000_000n - TICK_NS
}

/**
 * Whether nobody has touched the file since before that moment, so that whoever writes it afterwards changes its times.
 * Where the clock is another machine's, nothing follows from that.
 */
export function isQuiet({mtimeNs, ctimeNs}: FileFacts, before: bigint): boolean {
  return mtimeNs < before && ctimeNs < before
}

const SECOND_NS = 1_000_000_000n

/** A time without nanoseconds is that of a coarse clock, or was put there by who made the image of a disk. */
export function isFine({ctimeNs}: FileFacts): boolean {
  return ctimeNs % SECOND_NS !== 0n
}

/** File systems of Linux whose times are kept by this very kernel: ext, XFS, Btrfs, tmpfs, F2FS, bcachefs, ZFS. */
const KEPT_HERE: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0xf2f52010, 0xca451a4e, 0x2fc12fc1,
])

/** Tells for each device whether its times are kept by this machine; others count as another machine's. */
export function clockKeeper(): (facts: FileFacts, path: string) => boolean {
  const known = new Map<bigint, boolean>()
  let lastDev: bigint | undefined
  let isLastKept = false
  return ({dev}, path) => {
    if (dev === lastDev) return isLastKept
    const isKept = known.get(dev) ?? (process.platform === 'linux' && KEPT_HERE.has(typeOf(path)))
    known.set(dev, isKept)
    lastDev = dev
    isLastKept = isKept
    return isKept
  }
}

function typeOf(path: string): number {
  try {
    return statfsSync(path).type
  } catch {
    return 0
  }
}
