import {printCommand} from '../../domain/command-line.ts'
import {type Config, NAME, NAME_HINT} from '../../domain/config.ts'
import type {DatasetConfig} from '../../domain/dataset-config.ts'
import {nameFromPath} from '../../domain/dataset-name.ts'
import {shownPath} from '../../domain/remote/location.ts'
import {ActionError} from '../../platform/errors.ts'

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
      // Whoever only tells a version is shown by its command.
      path: path === '' ? printCommand(settings.version ?? []) : path,
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
    const wish = paths.length === 1 && inputs.name ? inputs.name : nameFromPath(shownPath(path))
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
