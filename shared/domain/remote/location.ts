/** Data that lies elsewhere, as a user names it. */
export type Location =
  | {
      readonly provider: 's3'
      readonly bucket: string
      readonly path: string
      /** Of one object; without it the newest. */
      readonly version?: string
    }
  | {readonly provider: 'gs'; readonly bucket: string; readonly path: string}
  | {
      readonly provider: 'az'
      readonly account: string
      readonly container: string
      readonly path: string
    }
  | {
      readonly provider: 'hf'
      readonly dataset: string
      readonly revision: string
      readonly path: string
    }
  | {readonly provider: 'web'; readonly urls: readonly string[]}
export type LocationOf<P extends Location['provider']> = Extract<Location, {provider: P}>

const SCHEME = /^\s*([a-z][a-z0-9+.-]*):\/\//i
const FORMS = {
  s3: 's3://bucket/folder/, or of one object s3://bucket/file.csv?versionId=…',
  gs: 'gs://bucket/folder/',
  az: 'az://account/container/folder/',
  hf: 'hf://datasets/owner/name@revision/folder/',
  https: 'https://host/file.csv',
} as const

/** Whether a path leads away from this machine. */
export function isRemotePath(path: string): boolean {
  return SCHEME.test(path)
}

/** What a path means, or why it means nothing; the reason holds nothing of a query. */
export function parseLocation(path: string): Location | {readonly problem: string} {
  const scheme = SCHEME.exec(path)?.[1]?.toLowerCase() ?? ''
  if (scheme === 'http' || scheme === 'https') return parseWeb(path)
  const text = path.trim()
  const rest = text.slice(text.indexOf('://') + '://'.length)
  const found = parseBucketLike(scheme, rest)
  if (found === 'unknown') return {problem: `"${scheme}://" is not known; ${allForms()}`}
  const form = FORMS[scheme as 's3' | 'gs' | 'az' | 'hf']
  if (!found) return {problem: `${shownPath(path)} is not of the form ${form}`}
  return found
}

function allForms(): string {
  return `known are ${Object.values(FORMS).join(', ')}`
}

function parseBucketLike(scheme: string, rest: string): Location | 'unknown' | undefined {
  const [first = '', second = '', ...parts] = rest.split('/')
  switch (scheme) {
    case 's3':
      return isBucket(first) ? parseS3(first, rest.slice(first.length + 1)) : undefined
    case 'gs':
      if (!isBucket(first)) return undefined
      return {provider: scheme, bucket: first, path: rest.slice(first.length + 1)}
    case 'az':
      if (!/^[a-z0-9]{3,24}$/.test(first)) return undefined
      if (!/^(\$root|\$web|[a-z0-9](-?[a-z0-9]){2,62})$/.test(second)) return undefined
      return {provider: 'az', account: first, container: second, path: parts.join('/')}
    case 'hf':
      return first === 'datasets' ? parseHub([second, ...parts]) : undefined
    default:
      return 'unknown'
  }
}

/** A key may end in whatever it likes, but for `?versionId=…`, which names a version of the object before it. */
function parseS3(bucket: string, path: string): Location | undefined {
  const [, key = '', version] = /^(.*?)\?versionId=(.*)$/s.exec(path) ?? []
  if (version === undefined) return {provider: 's3', bucket, path}
  // A folder or a pattern has no version.
  const isKey = key !== '' && !key.endsWith('/') && !/[*?[\]{}]/.test(key)
  if (!isKey || !/^[\w.~+/=-]{1,1024}$/.test(version)) return undefined
  return {provider: 's3', bucket, path: key, version}
}

function isBucket(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{1,220}[A-Za-z0-9]$/.test(name) && !name.includes('..')
}

const REPOSITORY_PART = /^[A-Za-z0-9][\w.-]{0,95}$/

/** `owner/name@revision/path`, where a slash in the revision is written %2F; a few old datasets have no owner. */
function parseHub(parts: readonly string[]): Location | undefined {
  const count = /@/.test(parts[0] ?? '') || parts.length === 1 ? 1 : 2
  const [id = '', marked, ...more] = parts.slice(0, count).join('/').split('@')
  if (more.length > 0) return undefined
  const revision = marked === undefined ? 'main' : decoded(marked)
  const isId = id.split('/').every(part => REPOSITORY_PART.test(part) && !part.includes('..'))
  if (!isId || revision === undefined || !isRevision(revision)) return undefined
  return {provider: 'hf', dataset: id, revision, path: parts.slice(count).join('/')}
}

function isRevision(text: string): boolean {
  return /^[A-Za-z0-9][\w./+-]{0,200}$/.test(text) && !text.includes('..')
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** One address, or several with white space between them. */
function parseWeb(path: string): Location | {readonly problem: string} {
  const urls = path.trim().split(/\s+/)
  for (const text of urls) {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || !/^https?:$/.test(url.protocol)) {
      return {problem: `${shownUrl(text)} is no address of the form ${FORMS.https}`}
    }
    if (url.username || url.password) {
      return {problem: `${shownUrl(text)} holds a user name or password, which no address may`}
    }
  }
  return {provider: 'web', urls}
}

/** The path as it may be shown and recorded: a query, a fragment or a password may be a secret. */
export function shownPath(path: string): string {
  if (!/^\s*https?:\/\//i.test(path)) return path.trim()
  return path.trim().split(/\s+/).map(shownUrl).join(' ')
}

function shownUrl(text: string): string {
  if (URL.canParse(text)) {
    const {protocol, host, pathname} = new URL(text)
    return `${protocol}//${host}${pathname}`
  }
  return text.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//')
}
