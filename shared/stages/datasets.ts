import {type Config, NAME, NAME_HINT} from '../domain/config.ts'
import type {DatasetConfig} from '../domain/dataset-config.ts'
import {ActionError} from '../platform/errors.ts'

export type DatasetWish = {
  readonly name: string
  readonly role: string
  readonly path: string
  /** What the configuration says of its contents. */
  readonly settings?: Omit<DatasetConfig, 'path' | 'role'>
}

/** What to track: the paths given as inputs, else the datasets of the configuration. */
export function datasetsOf(
  inputs: {readonly path?: readonly string[] | undefined; readonly name?: string | undefined},
  config: Config | undefined,
): readonly DatasetWish[] {
  const paths = withoutRepeats(inputs.path ?? [])
  if (paths.length === 0) {
    return Object.entries(config?.data ?? {}).map(([name, {path, role, ...settings}]) => ({
      name,
      role,
      path,
      settings,
    }))
  }
  if (inputs.name !== undefined && !NAME.test(inputs.name)) {
    throw new ActionError('invalid-name', `the dataset "${inputs.name}" cannot be a name`, {
      hint: NAME_HINT,
    })
  }
  const taken = new Set<string>()
  return paths.map((path, index) => {
    const wish = paths.length === 1 && inputs.name ? inputs.name : nameFromPath(path)
    const name = taken.has(wish) ? `${wish}-${index + 1}` : wish
    taken.add(name)
    return {name, role: 'train', path}
  })
}

/** The same path twice is one dataset, or its files would count twice. */
function withoutRepeats(paths: readonly string[]): readonly string[] {
  const plain = (path: string) => path.replace(/^(\.[\\/])+(?=.)/, '').replace(/(?<=.)[\\/]+$/, '')
  return paths.filter(
    (path, index) => paths.findIndex(other => plain(other) === plain(path)) === index,
  )
}

/** `data/prices/*.csv` is called `prices`: the last part without a wildcard. */
function nameFromPath(path: string): string {
  const parts = path.split(/[\\/]/).filter(part => part !== '' && part !== '.' && part !== '..')
  const plain = parts.findIndex(part => /[*?[\]{}()!]/.test(part))
  const last = (plain === -1 ? parts : parts.slice(0, plain)).at(-1) ?? 'data'
  const name = last.replace(/\.[^.]+$/, '').replace(/[^A-Za-z0-9._-]+/g, '-')
  return NAME.test(name) ? name : 'data'
}
