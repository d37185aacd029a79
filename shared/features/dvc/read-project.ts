import {type DvcFile, parseDvcFile} from '../../domain/dvc/dvc-file.ts'
import {type LockedStage, parseLock} from '../../domain/dvc/lock-file.ts'
import {type Pipeline, parsePipeline, variableFilesOf} from '../../domain/dvc/pipeline-file.ts'
import {folderOf, isAtOrBelow, placeOf} from '../../domain/dvc/place.ts'
import type {TextProblem, Tree} from '../../domain/tree.ts'
import {isFile} from '../../platform/files.ts'
import {listFolder} from '../../platform/folder-listing.ts'
import {pathInside} from '../../platform/inside.ts'
import {readDocument} from './read-document.ts'
import {type DvcRepository, foldersTo} from './repository.ts'

/** Everything that DVC wrote down below a folder, paths relative to the repository. */
export type DvcProject = {
  readonly dvcFiles: readonly {readonly file: string; readonly content: DvcFile}[]
  readonly locks: readonly {readonly file: string; readonly stages: readonly LockedStage[]}[]
  /** By the folder that they lie in. */
  readonly pipelines: ReadonlyMap<string, Pipeline>
  readonly invalid: readonly InvalidFile[]
}

export type InvalidFile = {readonly file: string; readonly problems: readonly TextProblem[]}

/** Reads one file of DVC, or all below a folder. What cannot be read is told and stops nothing else. */
export async function readProject(repository: DvcRepository, start: string): Promise<DvcProject> {
  const files = (await isFile(start))
    ? await withPipeline(repository, pathInside(repository.root, start))
    : await findFiles(repository, start)
  const dvcFiles: {file: string; content: DvcFile}[] = []
  const locks: {file: string; stages: readonly LockedStage[]}[] = []
  const pipelines = new Map<string, Pipeline>()
  const invalid: InvalidFile[] = []
  for (const file of files) {
    const read = await readDocument(repository, file)
    if ('problems' in read) {
      invalid.push({file, problems: read.problems})
      continue
    }
    const refuse = (problems: readonly TextProblem[]) => invalid.push({file, problems})
    if (isNamed(file, 'dvc.yaml')) {
      const pipeline = parsePipeline(
        read.tree,
        await readVariables(repository, {tree: read.tree, folder: folderOf(file)}),
      )
      if ('value' in pipeline) pipelines.set(folderOf(file), pipeline.value)
      else refuse(pipeline.problems)
    } else if (isNamed(file, 'dvc.lock')) {
      const stages = parseLock(read.tree)
      if ('value' in stages) locks.push({file, stages: stages.value})
      else refuse(stages.problems)
    } else {
      const content = parseDvcFile(read.tree)
      if ('value' in content) dvcFiles.push({file, content: content.value})
      else refuse(content.problems)
    }
  }
  const folders = dvcFiles.flatMap(({file, content}) =>
    content.outs.flatMap(({path}) => {
      const place = placeOf(folderOf(file), content.wdir, path)
      return place.kind === 'inside' ? [place.path] : []
    }),
  )
  // What lies in data is data, also when it is called like a file of DVC.
  const isData = (file: string) =>
    folders.some(folder => file !== folder && isAtOrBelow(file, folder))
  return {
    dvcFiles: dvcFiles.filter(({file}) => !isData(file)),
    locks: locks.filter(({file}) => !isData(file)),
    pipelines,
    invalid: invalid.filter(({file}) => !isData(file)),
  }
}

function isNamed(file: string, name: string): boolean {
  return file === name || file.endsWith(`/${name}`)
}

async function withPipeline({root}: DvcRepository, file: string): Promise<readonly string[]> {
  if (file.endsWith('.dvc')) return [file]
  const folder = folderOf(file)
  const both = ['dvc.yaml', 'dvc.lock'].map(name => (folder === '.' ? name : `${folder}/${name}`))
  const there = await Promise.all(both.map(path => isFile(`${root}/${path}`)))
  return both.filter((_, index) => there[index])
}

async function findFiles(repository: DvcRepository, start: string): Promise<readonly string[]> {
  const above = foldersTo(repository.root, start)
  for (const folder of above) await repository.learn(folder)
  const base = above.at(-1) ?? '.'
  const inside = (path: string) => (base === '.' ? path : `${base}/${path}`)
  const {files} = await listFolder(start, {
    boundary: repository.boundary,
    isLeftOut: (path, isFolder) => repository.isLeftOut(inside(path), isFolder),
    onFolder: folder => repository.learn(folder === '' ? base : inside(folder)),
  })
  return files
    .filter(file => /(^|\/)dvc\.(yaml|lock)$|[^/]\.dvc$/.test(file))
    .map(inside)
    .sort()
}

type Asking = {readonly tree: Tree; readonly folder: string}

async function readVariables(
  repository: DvcRepository,
  {tree, folder}: Asking,
): Promise<ReadonlyMap<string, Tree>> {
  const files = new Map<string, Tree>()
  for (const name of variableFilesOf(tree)) {
    const place = placeOf(folder, name)
    if (place.kind !== 'inside' || !/\.(ya?ml|json)$/i.test(name)) continue
    if (!(await isFile(`${repository.root}/${place.path}`))) continue
    const read = await readDocument(repository, place.path)
    if ('tree' in read) files.set(name, read.tree)
  }
  return files
}
