import type {Finding} from '../../domain/finding.ts'
import type {FormattedFile} from '../../domain/profile/file-format.ts'
import type {Profile} from '../../domain/profile/profile.ts'

/** What names and headers say of files that are no tables. */
export async function describeContents(
  _root: string,
  files: readonly FormattedFile[],
  _dataset: string,
): Promise<{readonly contents: Profile | undefined; readonly findings: readonly Finding[]}> {
  if (files.length === 0) return {contents: undefined, findings: []}
  const {format} = files[0] ?? {}
  if (format !== 'text') return {contents: undefined, findings: []}
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return {contents: {texts: {documents: files.length, bytes}}, findings: []}
}
