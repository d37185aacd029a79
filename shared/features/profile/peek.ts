import type {DataFormat} from '../../domain/dataset-config.ts'
import {filesByFormat, isTable} from '../../domain/profile/file-format.ts'
import {readBatches} from '../../platform/tables/batches.ts'

/** The names of the columns as the first table of a dataset has them; none where it has no table. */
export async function peekColumns(
  root: string,
  files: readonly {readonly path: string; readonly bytes: number}[],
  format: DataFormat | undefined,
): Promise<readonly string[]> {
  const first = filesByFormat(files, format).files.find(file => isTable(file.format))
  if (first === undefined || !isTable(first.format)) return []
  const file = {path: `${root}/${first.path}`, name: first.path, format: first.format}
  // What is wrong with the file is told by the look at all of its rows.
  for await (const {heads} of readBatches(file, {report: () => undefined})) {
    return heads.map(({name}) => name)
  }
  return []
}
