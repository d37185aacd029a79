import type {LockedStage} from '../../domain/dvc/lock-file.ts'
import {DEFAULT_PARAMS, type Pipeline} from '../../domain/dvc/pipeline-file.ts'
import {placeOf} from '../../domain/dvc/place.ts'
import type {ParamsFile} from '../../domain/dvc/stage-check.ts'
import {kindAt} from '../../platform/folders.ts'
import {readDocument} from './read-document.ts'
import type {DvcRepository} from './repository.ts'

type Stages = {
  readonly folder: string
  readonly pipeline: Pipeline
  readonly locked: readonly LockedStage[]
}

/** The files of parameters that stages use, by `wdir NUL name`. */
export async function readParamsFiles(
  repository: DvcRepository,
  {folder, pipeline, locked}: Stages,
): Promise<ReadonlyMap<string, ParamsFile>> {
  const files = new Map<string, ParamsFile>()
  const byPlace = new Map<string, ParamsFile>()
  for (const {name, wdir, params} of pipeline.stages) {
    const old = locked.find(stage => stage.name === name)?.params.map(({file}) => file) ?? []
    for (const file of new Set([...params.map(({file: own}) => own ?? DEFAULT_PARAMS), ...old])) {
      const place = placeOf(folder, wdir, file)
      const path = place.kind === 'inside' ? place.path : ''
      const read =
        byPlace.get(path) ?? (path === '' ? 'unknown' : await readParams(repository, path))
      byPlace.set(path, read)
      files.set(`${wdir}\0${file}`, read)
    }
  }
  return files
}

async function readParams(repository: DvcRepository, path: string): Promise<ParamsFile> {
  const kind = await kindAt(`${repository.root}/${path}`, repository.boundary)
  if (kind === 'absent') return 'missing'
  if (kind !== 'file' || !/\.(ya?ml|json)$/i.test(path)) return 'unknown'
  const read = await readDocument(repository, path)
  return 'tree' in read ? read.tree : 'unknown'
}
