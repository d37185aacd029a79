import {type IgnoreRules, parseIgnoreRules} from '../../domain/dvc/ignore-rules.ts'
import {isAtOrBelow, placeOf} from '../../domain/dvc/place.ts'
import {type DvcConfig, parseDvcConfig} from '../../domain/dvc/remotes.ts'
import {codeOf} from '../../platform/errors.ts'
import {isFile, isInside, readCapped} from '../../platform/files.ts'
import {isFolder, parentOf, realFolder} from '../../platform/folders.ts'
import {pathInside} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'

/** The project of DVC that a folder belongs to. */
export type DvcRepository = {
  /** Absolute. */
  readonly root: string
  /** The same with links followed; nothing that is read may lie outside of it. */
  readonly boundary: string
  readonly config: DvcConfig
  /** Whether a path, relative to the root, is none of DVC's business. */
  readonly isLeftOut: (path: string, isFolder: boolean) => boolean
  /** Takes up the rules of one more folder, relative to the root. */
  readonly learn: (folder: string) => Promise<void>
}

const RULES_LIMIT = 2 ** 20
const OWN = new Set(['.git', '.hg', '.dvc'])

/** The nearest folder above that has a `.dvc`, else the start itself. On GitHub it is never above the workspace. */
export async function openRepository(start: string, place: Place): Promise<DvcRepository> {
  const root = await findRoot(start, place)
  const rules: {readonly folder: string; readonly rules: IgnoreRules}[] = []
  const learned = new Set<string>()
  const texts = await Promise.all(
    ['config', 'config.local'].map(name => textOf(`${root}/.dvc/${name}`)),
  )
  return {
    root,
    boundary: await realFolder(root),
    config: parseDvcConfig(...texts.flatMap(text => text ?? [])),
    isLeftOut(path, isFolder) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      if (OWN.has(name)) return true
      for (const {folder, rules: one} of rules.toReversed()) {
        if (!isAtOrBelow(path, folder)) continue
        const said = one(folder === '.' ? path : path.slice(folder.length + 1), isFolder)
        if (said !== undefined) return said
      }
      return false
    },
    async learn(folder) {
      if (learned.has(folder)) return
      learned.add(folder)
      const file = `${root}/${folder}/.dvcignore`
      const text = (await isFile(file)) ? await textOf(file) : undefined
      if (text !== undefined) rules.push({folder, rules: parseIgnoreRules(text)})
    },
  }
}

async function findRoot(start: string, {kind, workspace}: Place): Promise<string> {
  for (let here = start; ; here = parentOf(here)) {
    if (kind === 'github' && !isInside(workspace, here)) break
    if (await isFolder(`${here}/.dvc`)) return here
    if (here === parentOf(here)) break
  }
  return start
}

/** Folders from the top of the repository down to this one, which may be the top itself. */
export function foldersTo(root: string, folder: string): readonly string[] {
  const inner = pathInside(root, folder)
  if (inner === '.') return ['.']
  const names = inner.split('/')
  return ['.', ...names.map((_, index) => names.slice(0, index + 1).join('/'))]
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await readCapped(file, RULES_LIMIT))
  } catch (error) {
    if (codeOf(error) === 'file-missing') return undefined
    throw error
  }
}

/** Where DVC keeps its objects, if that is inside of the repository. */
export function cacheFolder({root, config}: DvcRepository): string | undefined {
  const place = placeOf('.dvc', config.cacheDir ?? 'cache')
  return place.kind === 'inside' ? `${root}/${place.path}` : undefined
}
