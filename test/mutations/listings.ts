import type {Mutation} from './mutation.ts'

const tests = ['test/unit/platform/remote/damaged-listings.test.ts']
const HUB = 'shared/platform/remote/hub.ts'
const AZURE = 'shared/platform/remote/azure-blobs.ts'
const GOOGLE = 'shared/platform/remote/gcs.ts'

/** Guards of damaged listings: a part of one, or a wrong one, is never taken for all of it. */
export const mutations: readonly Mutation[] = [
  {
    file: HUB,
    find: 'if (isNoFolder && seen.size === 1) return',
    replace: 'if (isNoFolder) return',
    why: 'a listing would end where a later page is said to be missing',
    tests,
  },
  {
    file: HUB,
    find: 'if (seen.has(url.href)) throw',
    replace: 'if (false) throw',
    why: 'a page that leads to an earlier one would be asked for thousands of times',
    tests,
  },
  {
    file: HUB,
    find: "throw malformed(shown, 'where a page leads cannot be read')",
    replace: 'return undefined',
    why: 'a listing would end where its way on is damaged',
    tests,
  },
  {
    file: HUB,
    find: 'if (url?.origin === start.origin && url.pathname === start.pathname) return url',
    replace: 'if (url?.origin === start.origin) return url',
    why: 'the files of another dataset could follow',
    tests,
  },
  {
    file: HUB,
    find: 'if (!items) throw',
    replace: 'if (!items) return []\n  if (false) throw',
    why: 'an answer that is no list would be a page without files',
    tests,
  },
  {
    file: HUB,
    find: "if (type !== 'file' || key === undefined || key === '') {",
    replace: "if (type !== 'file' || key === undefined) {",
    why: 'a file without a name would be listed',
    tests,
  },
  {
    file: HUB,
    find: '(lfs === undefined || lfs === null) && oid',
    replace: 'oid',
    why: 'the name of a pointer in git would stand for what it points to',
    tests,
  },
  {
    file: AZURE,
    find: 'if (!root || !blobs || next === undefined) {',
    replace: 'if (!root || !blobs) {',
    why: 'a page that does not say whether more follow would be the last',
    tests,
  },
  {
    file: AZURE,
    find: 'if (page.next !== undefined && page.next === marker) {',
    replace: 'if (false) {',
    why: 'a page that leads to itself would be asked for thousands of times',
    tests,
  },
  {
    file: AZURE,
    find: "if (!properties || key === undefined || key === '') throw",
    replace: 'if (!properties || key === undefined) throw',
    why: 'a blob without a name would be listed',
    tests,
  },
  {
    file: AZURE,
    find: "isBlock && md5 !== '' ? fromBase64('md5', md5) : etagChecksum(etag)",
    replace: "(isBlock && md5 !== '' && fromBase64('md5', md5)) || etagChecksum(etag)",
    why: 'a damaged MD5 would be passed over',
    tests,
  },
  {
    file: 'shared/platform/remote/xml.ts',
    find: 'return more.length === 0 ? only?.own : undefined',
    replace: 'return only?.own',
    why: 'of two ends of a page the first would count',
    tests,
  },
  {
    file: 'shared/platform/remote/xml.ts',
    find: '/^(0|[1-9][0-9]{0,15})$/.test(text)',
    replace: "text !== ''",
    why: 'a size in another notation would be believed',
    tests,
  },
  {
    file: GOOGLE,
    find: 'if (page.next !== undefined && page.next === next) {',
    replace: 'if (false) {',
    why: 'a page that leads to itself would be asked for thousands of times',
    tests,
  },
  {
    file: GOOGLE,
    find: "if (next !== undefined && (typeof next !== 'string' || next === '')) {",
    replace:
      "if (typeof next !== 'string' || next === '') {\n    return {objects: items.map(item => storedObject(item, shown)), next: undefined}\n  }\n  if (false) {",
    why: 'a listing would end where its way on is damaged',
    tests,
  },
  {
    file: GOOGLE,
    find: "listOf(body['items'] ?? [])",
    replace: "listOf(body['items']) ?? []",
    why: 'items that are no list would be none',
    tests,
  },
  {
    file: GOOGLE,
    find: "if (key === undefined || key === '') throw",
    replace: 'if (key === undefined) throw',
    why: 'an object without a name would be listed',
    tests,
  },
  {
    file: GOOGLE,
    find: '/^\\d{1,16}$/.test(size)',
    replace: "size !== ''",
    why: 'a size in another notation would be believed',
    tests,
  },
]
