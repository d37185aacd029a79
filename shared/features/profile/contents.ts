import {type Finding, findingOf, SHOWN_ROWS} from '../../domain/finding.ts'
import type {FormattedFile} from '../../domain/profile/file-format.ts'
import type {Profile} from '../../domain/profile/profile.ts'
import {arraysAt, imageAt} from '../../platform/contents/describe-file.ts'

type Described = {readonly contents: Profile | undefined; readonly findings: readonly Finding[]}
type Problem = {readonly file: string; readonly text: string}

const LISTED_CLASSES = 1000
const LISTED_SIZES = 10
const LISTED_ARRAYS = 200
/** Headers of so many images are looked at, from the first by name; all of them are counted. */
const MOST_HEADERS = 20_000

/** What names and headers say of files that are no tables. */
export async function describeContents(
  root: string,
  files: readonly FormattedFile[],
  dataset: string,
): Promise<Described> {
  const [first] = files
  if (first?.format === 'text') {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    const empty = files.filter(file => file.bytes === 0)
    const problems = empty.map(({path}) => ({file: path, text: 'a document without a byte'}))
    return {
      contents: {texts: {documents: files.length, bytes}},
      findings: findingsOf(dataset, problems, 'empty-file'),
    }
  }
  if (first?.format === 'images') return describeImages(root, files, dataset)
  if (first === undefined) return {contents: undefined, findings: []}
  return describeArrays(root, files, dataset)
}

async function describeImages(
  root: string,
  files: readonly FormattedFile[],
  dataset: string,
): Promise<Described> {
  const sizes = new Map<string, number>()
  const problems: Problem[] = []
  for (const {path} of files.slice(0, MOST_HEADERS)) {
    const answer = await imageAt(`${root}/${path}`)
    if ('problem' in answer) problems.push({file: path, text: answer.problem})
    else if (answer.found !== 'unknown')
      count(sizes, `${answer.found.width}x${answer.found.height}`)
  }
  const classes = new Map<string, number>()
  for (const {path} of files) count(classes, classOf(path))
  return {
    contents: {
      images: {
        files: files.length,
        classes: largest(classes, LISTED_CLASSES).map(([name, number]) => ({name, count: number})),
        ...(sizes.size > 0
          ? {sizes: largest(sizes, LISTED_SIZES).map(([size, number]) => ({size, count: number}))}
          : {}),
      },
    },
    findings: findingsOf(dataset, problems, 'damaged-file'),
  }
}

/** The folder that a file lies in; `.` for those that lie in none. */
function classOf(path: string): string {
  return path.split('/').at(-2) ?? '.'
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The most frequent first, then by name. */
function largest(
  counts: ReadonlyMap<string, number>,
  most: number,
): readonly (readonly [string, number])[] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most)
}

async function describeArrays(
  root: string,
  files: readonly FormattedFile[],
  dataset: string,
): Promise<Described> {
  const arrays: NonNullable<Profile['arrays']> = []
  const problems: Problem[] = []
  for (const {path} of files) {
    const answer = await arraysAt(`${root}/${path}`, path)
    if ('problem' in answer) problems.push({file: path, text: answer.problem})
    else arrays.push(...answer.found.map(each => ({...each, shape: [...each.shape]})))
  }
  return {
    contents: {arrays: arrays.slice(0, LISTED_ARRAYS)},
    findings: findingsOf(dataset, problems, 'damaged-file'),
  }
}

function findingsOf(
  dataset: string,
  problems: readonly Problem[],
  code: 'damaged-file' | 'empty-file',
): readonly Finding[] {
  const [first] = problems
  if (first === undefined) return []
  const more = problems.length === 1 ? '' : `, and ${problems.length - 1} more files like it`
  const message = `${first.file}: ${first.text}${more}`
  const rows = problems.slice(0, SHOWN_ROWS)
  return [findingOf(code, {dataset, message, count: problems.length, rows: [...rows]})]
}
