import {NAME} from './config.ts'

/** `data/prices/*.csv` is called `prices`: the last part without a wildcard. */
export function nameFromPath(path: string): string {
  const parts = path.split(/[\\/]/).filter(part => part !== '' && part !== '.' && part !== '..')
  const plain = parts.findIndex(part => /[*?[\]{}()!]/.test(part))
  const last = (plain === -1 ? parts : parts.slice(0, plain)).at(-1) ?? 'data'
  const name = last.replace(/\.[^.]+$/, '').replace(/[^A-Za-z0-9._-]+/g, '-')
  return NAME.test(name) ? name : 'data'
}
