import {existsSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {Action} from '../../shared/platform/action.ts'

export const REPOSITORY = join(import.meta.dirname, '..', '..')

/** Every action of the suite, by the name of its folder; the root action is called `root`. */
export async function loadActions(): Promise<ReadonlyMap<string, Action>> {
  const folder = join(REPOSITORY, 'actions')
  const names = existsSync(folder) ? (await readdir(folder)).sort() : []
  const actions = new Map<string, Action>()
  for (const name of names) {
    const file = join(folder, name, 'action.ts')
    if (!existsSync(file)) continue
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
    const action = module[name]
    if (!isAction(action)) throw new Error(`actions/${name}/action.ts must export "${name}"`)
    if (action.name !== name) throw new Error(`actions/${name} calls itself "${action.name}"`)
    actions.set(name, action)
  }
  return actions
}

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'inputs' in value && 'outputs' in value
}
