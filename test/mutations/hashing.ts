import type {Mutation} from './mutation.ts'

const FILE = ['test/unit/platform/hash-file.test.ts']
const CACHE = ['test/unit/platform/stat-cache.test.ts']
const LISTS = ['test/unit/platform/long-lists.test.ts']

/** Guards of checksums: what changed, what is remembered, and what a list of any length must keep. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/platform/hash-file.ts',
    find: 'if (BigInt(at) !== facts.size || !isSameFile(before, facts)) return changed(WHILE_READ)',
    replace: '',
    why: 'a file that is written while it is read would get a checksum of bytes that never lay there',
    tests: FILE,
  },
  {
    file: 'shared/platform/hash-file.ts',
    find: 'if (!isSameFile(facts, statSync(path, {bigint: true})))',
    replace: 'if (false)',
    why: 'the checksum could be that of a file that was replaced meanwhile',
    tests: FILE,
  },
  {
    file: 'shared/platform/hash-file.ts',
    find: 'if (boundary !== undefined && !isInside(boundary, target)) throw',
    replace: 'if (false) throw',
    why: 'a link put there after the walk would lead out',
    tests: FILE,
  },
  {
    file: 'shared/platform/hash-file.ts',
    find: 'if (BigInt(bytes) !== facts.size) return changed(WHILE_READ)',
    replace: '',
    why: 'a part of a file would pass for all of it',
    tests: FILE,
  },
  {
    file: 'shared/platform/file-facts.ts',
    find: 'return mtimeNs < before && ctimeNs < before',
    replace: 'return mtimeNs < before || ctimeNs < before',
    why: 'a file that is written in the moment of the look would be remembered with its old bytes',
    tests: CACHE,
  },
  {
    file: 'shared/platform/file-facts.ts',
    find: 'return ctimeNs % SECOND_NS !== 0n',
    replace: 'return ctimeNs >= 0n',
    why: 'two images of a disk with the same made-up times would pass for the same',
    tests: CACHE,
  },
  {
    file: 'shared/platform/stat-table.ts',
    find: 'if (!isQuiet(facts, quietBefore)) return undefined',
    replace: '',
    why: 'an entry as young as the cache would be believed',
    tests: CACHE,
  },
  {
    file: 'shared/platform/stat-table.ts',
    find: '{others, at: 0, most: FACTS_HALVES}',
    replace: '{others, at: 0, most: FACTS_HALVES - 2}',
    why: 'whoever puts the time back after writing would not be noticed',
    tests: CACHE,
  },
  {
    file: 'shared/platform/stat-cache.ts',
    find: "if (user !== undefined && facts.uid !== BigInt(user)) return 'it belongs to another user'",
    replace: '',
    why: 'another user of the machine could say what the checksums are',
    tests: CACHE,
  },
  {
    file: 'shared/platform/stat-cache.ts',
    find: 'return (facts.mode & 0o022n) === 0n ?',
    replace: 'return true ?',
    why: 'anybody could say what the checksums are',
    tests: CACHE,
  },
  {
    file: 'shared/platform/stat-cache.ts',
    find: "if (!seal.equals(sum.bytes())) return {note: 'it is damaged'}",
    replace: '',
    why: 'a damaged cache would give wrong checksums',
    tests: CACHE,
  },
  {
    file: 'shared/platform/hash-queue.ts',
    find: 'if (value.length === 0 || !tree.isSound()) return true',
    replace: 'if (value.length === 0) return true',
    why: 'a tree that is of no use would be listed to its end, and read',
    tests: LISTS,
  },
  {
    file: 'shared/platform/folder-keys.ts',
    find: 'cursors.splice(placeOf(first.head(), cursors), 0, first)',
    replace: 'cursors.unshift(first)',
    why: 'the digest of a very large folder would depend on the order on the disk',
    tests: LISTS,
  },
  {
    file: 'shared/platform/folder-keys.ts',
    find: '/[\\ud800-\\udfff]/.test(key)) ? keys.sort(compareBytes)',
    replace: '/[\\ud800-\\udfff]/.test(key)) ? keys.sort()',
    why: 'the digest would not be that of coreutils',
    tests: LISTS,
  },
  {
    file: 'shared/stages/data/track-cache.ts',
    find: ' || context.isDefaultBranch) return undefined',
    replace: ') return undefined',
    why: 'a pull request on the same machine could say what main trained on',
    tests: ['test/acceptance/checksums.test.ts'],
    build: true,
  },
  {
    file: 'shared/stages/data/track-cache.ts',
    find: "if (place.kind === 'terminal' || !isInside(place.workspace, folder)) return folder",
    replace: 'return folder',
    why: 'a commit could bring its own checksums along',
    tests: ['test/acceptance/checksums.test.ts'],
    build: true,
  },
]
