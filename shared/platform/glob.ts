import picomatch from 'picomatch'

export type Glob = {
  /** The folder before the first wildcard, as the user wrote it; `.` when there is none. */
  readonly base: string
  /** Whether a path below the base, with `/`, is meant. */
  readonly accepts: (path: string) => boolean
  /** How many names a path that is meant can have at most. */
  readonly depth: number
}

/** What a user's path means as a glob; nothing when it has no wildcard. A leading `!` is a name's first letter. */
export function readGlob(pattern: string): Glob | undefined {
  const {base, glob, isGlob} = picomatch.scan(pattern, {nonegate: true})
  if (!isGlob) return undefined
  const plain = base.replace(/\\(.)/g, '$1')
  const start = pattern.startsWith('/') ? '/' : '.'
  return {
    base: plain === '' ? start : plain,
    // Without the flag, a dot would not stand for the line ends that names may hold.
    accepts: picomatch(glob, {dot: true, nonegate: true, flags: 's'}),
    depth: /\*\*|[*+?@!]\(/.test(glob) ? Number.POSITIVE_INFINITY : glob.split('/').length,
  }
}
