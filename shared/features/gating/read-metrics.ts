import {parseJsonTree} from '../../domain/formats/json.ts'
import {decodeText} from '../../domain/formats/text.ts'
import {collectMetrics, isMetric} from '../../domain/metric.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import {atSpot, type ParsedTree} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile} from '../../platform/files.ts'
import {readGlob} from '../../platform/glob.ts'
import {pathInside, userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {findFiles} from '../../platform/walk.ts'
import {parseYamlTree} from '../../platform/yaml.ts'

/** A metrics file is small; a larger one is something else. */
const LIMIT = 50 * 2 ** 20
const TOLD_PROBLEMS = 20
const MOST_FILES = 200

export type ReadMetrics = {
  readonly metrics: readonly MetricRecord[]
  /** What was wrong, one sentence each with file and line. Any of them makes the verdict an error. */
  readonly problems: readonly string[]
  /** How each file was read, for the log. */
  readonly notes: readonly string[]
}

/** Reads metrics files; what is wrong with one is kept apart from the others. */
export async function readMetrics(paths: readonly string[], place: Place): Promise<ReadMetrics> {
  const all = await Promise.all(
    paths.map(async path => {
      try {
        const files = await filesOf(path, place)
        if (files) return await readMetrics(files, place)
        return await parseMetrics(await readUserFile(place, path, LIMIT), path)
      } catch (error) {
        if (!(error instanceof ActionError)) throw error
        return {metrics: [], problems: [error.message], notes: []}
      }
    }),
  )
  return {
    metrics: all.flatMap(({metrics}) => metrics),
    problems: all.flatMap(({problems}) => problems),
    notes: all.flatMap(({notes}) => notes),
  }
}

/** What a glob stands for, by name; nothing for a plain path. A glob that stands for nothing is an error. */
async function filesOf(path: string, place: Place): Promise<readonly string[] | undefined> {
  if (!readGlob(path) || (await isFile(await userPath(place, path)))) return undefined
  const {root, paths} = await findFiles(path, place)
  if (paths.length <= MOST_FILES) {
    return paths.map(file => pathInside(place.workspace, `${root}/${file}`)).sort()
  }
  throw new ActionError('too-many-files', `${path} stands for ${paths.length} files`, {
    hint: `At most ${MOST_FILES} metrics files are read.`,
  })
}

/** Metrics from the bytes of one file: JSON, or YAML where the name or the text says so. */
export async function parseMetrics(bytes: Uint8Array, path: string): Promise<ReadMetrics> {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return broken(path, decoded.problems)
  const isYaml = /\.ya?ml$/i.test(path) || !(/\.json$/i.test(path) || /^\s*[{[]/.test(decoded.text))
  const parsed: ParsedTree = isYaml
    ? await parseYamlTree(decoded.text)
    : parseJsonTree(decoded.text)
  if ('problems' in parsed) return broken(path, parsed.problems)
  const collected = collectMetrics(parsed.tree, path)
  if ('problems' in collected) return broken(path, collected.problems)
  const count = collected.metrics.filter(isMetric).length
  const format = isYaml ? 'YAML' : 'JSON'
  const note = `read ${path} as ${format} metrics (${count} ${count === 1 ? 'value' : 'values'})`
  return {metrics: collected.metrics, problems: [], notes: [note]}
}

function broken(path: string, problems: readonly Parameters<typeof atSpot>[1][]): ReadMetrics {
  const told = problems.slice(0, TOLD_PROBLEMS).map(problem => atSpot(path, problem))
  if (problems.length > told.length) told.push(`${path}: and ${problems.length - told.length} more`)
  return {metrics: [], problems: told, notes: []}
}
