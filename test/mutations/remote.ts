import type {Mutation} from './mutation.ts'

const S3 = ['test/unit/platform/remote/s3.test.ts']
const STORES = ['test/unit/platform/remote/stores.test.ts']
const WEB = ['test/unit/platform/remote/web.test.ts']
const COMPARE = ['test/unit/features/data/compare-kinds.test.ts']

/** Guards of data that lies elsewhere: all of a listing or none, nothing sent astray, no kinds mixed. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/platform/remote/s3.ts',
    find: "if (isTruncated === 'true' && !next) {",
    replace: 'if (false) {',
    why: 'a listing that ends early would pass for all of it',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/s3.ts',
    find: 'if (count !== undefined && count !== String(contents.length)) {',
    replace: 'if (false) {',
    why: 'a page that lost keys on its way would count as whole',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/collect.ts',
    find: 'if (objects.length === 0) {',
    replace: 'if (false) {',
    why: 'a listing of nothing would be a dataset, and green',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/collect.ts',
    find: 'if (!key.startsWith(folder)) {',
    replace: 'if (false) {',
    why: 'keys of other folders would be taken for files of this one',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/collect.ts',
    find: 'if (seen.has(key)) throw',
    replace: 'if (false) throw',
    why: 'a file could be listed with two checksums',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/s3-checksums.ts',
    find: 'etag?.value !== object.checksum.value',
    replace: 'false',
    why: 'the checksum of another state would stand for the one that was listed',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/xml.ts',
    find: "if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) return undefined",
    replace: '',
    why: 'an answer that ends in the middle, or brings its own entities, would be read',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/hub.ts',
    find: 'if (url?.origin === start.origin && url.pathname === start.pathname) return url',
    replace: 'if (url) return url',
    why: 'a page could send the token to another host',
    tests: STORES,
  },
  {
    file: 'shared/platform/remote/azure-sign.ts',
    find: "const isOurs = variable(reach, 'AZURE_STORAGE_ACCOUNT') === account",
    replace: 'const isOurs = true',
    why: 'a configuration could have credentials sent to an account of its choice',
    tests: STORES,
  },
  {
    file: 'shared/platform/remote/azure-blobs.ts',
    find: "const isBlock = properties.text('BlobType') === 'BlockBlob'",
    replace: 'const isBlock = true',
    why: 'the MD5 of what an appended blob once was would hide what was appended',
    tests: STORES,
  },
  {
    file: 'shared/platform/remote/web-head.ts',
    find: 'if (isIP(literal) && isPrivateAddress(literal)) throw inside(shown, url)',
    replace: '',
    why: 'a redirect could lead to an address of the network of this machine',
    tests: WEB,
  },
  {
    file: 'shared/platform/remote/web.ts',
    find: "isPlain && !head.isPart ? digestField(head.header('content-digest')) : undefined",
    replace: "digestField(head.header('content-digest'))",
    why: 'the digest of one byte would stand for the file',
    tests: WEB,
  },
  {
    file: 'shared/domain/remote/checksum.ts',
    find: "const isComposite = type === 'COMPOSITE' || parts !== undefined",
    replace: 'const isComposite = parts !== undefined',
    why: 'a checksum of checksums would pass for one of bytes',
    tests: ['test/unit/domain/remote/checksum.test.ts'],
  },
  {
    file: 'shared/features/data/compare.ts',
    find: "if (kindOf(old) !== kindOf(now)) return {...head, status: 'changed', counts: NOTHING}",
    replace: '',
    why: 'bytes and what a provider says of them would be compared',
    tests: COMPARE,
  },
  {
    file: 'shared/features/data/compare.ts',
    find: "if (checksums) return {...head, status: 'changed', counts: NOTHING, checksums}",
    replace: '',
    why: 'every file would count as modified where only the kind of checksum is another',
    tests: COMPARE,
  },
  {
    file: 'shared/features/data/pointers.ts',
    find: 'if (sha256(bytes) !== digest) {',
    replace: 'if (false) {',
    why: 'a pointer put there after the checksum would be believed',
    tests: ['test/unit/features/data/pointers.test.ts'],
  },
]
