import type {Config} from '../../domain/config.ts'
import {isRemotePath} from '../../domain/remote/location.ts'
import {readGlob} from '../../platform/glob.ts'

/** What is never data, however widely a dataset is meant: workflows, what git reads, and configurations. */
const NEVER = [/^\.github\//i, /(?:^|\/)\.git(?:modules|attributes)?(?:\/|$)/i]
const CONFIGURATION = /(?:^|\/)\.?proofmark\.ya?ml$/i

/** Whether a file, by its path from the repository's root, belongs to a dataset of the configuration. */
export function dataPaths(
  config: Config | undefined,
  configPath: string,
): (path: string) => boolean {
  const areData = Object.values(config?.data ?? {})
    .filter(({path}) => path !== '' && !isRemotePath(path))
    .map(({path}) => meant(plain(path)))
  const [from] = config?.from?.split(':') ?? []
  return path =>
    isPlain(path) &&
    !NEVER.some(pattern => pattern.test(path)) &&
    !CONFIGURATION.test(path) &&
    ![plain(configPath), from && plain(from)].includes(path) &&
    areData.some(isMeant => isMeant(path))
}

function meant(wish: string): (path: string) => boolean {
  // A name that is there is taken as such, whatever characters it holds.
  const isIt = (path: string) => wish === '' || path === wish || path.startsWith(`${wish}/`)
  const glob = readGlob(wish)
  if (!glob) return isIt
  const base = glob.base === '.' ? '' : `${glob.base}/`
  return path => isIt(path) || (path.startsWith(base) && glob.accepts(path.slice(base.length)))
}

/** Without what leads nowhere else: `./data/` is `data`. */
function plain(path: string): string {
  return path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/')
}

/** Whether it can only be the file that it seems to be. */
function isPlain(path: string): boolean {
  return path.split('/').every(part => !['', '.', '..'].includes(part)) && !/\p{Cc}/u.test(path)
}
