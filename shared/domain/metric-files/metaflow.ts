import {type PickledValue, readPickle} from '../formats/pickle.ts'
import {collectMetrics} from '../metric.ts'
import {leafAt, MAX_DEPTH, MAX_VALUES, type Member, type Tree} from '../tree.ts'
import type {ReadingOrProblems} from './reading.ts'

/** One artifact of a task. */
export type ArtifactAddress = {
  readonly flow: string
  readonly run: string
  readonly step: string
  readonly task?: string | undefined
  readonly artifact: string
}

const ADDRESS =
  /^metaflow:([A-Za-z_]\w*)\/(\w[\w.-]*)\/([A-Za-z_]\w*)(?:\/(\w[\w.-]*))?(?:#([A-Za-z]\w*))?$/

/** `metaflow:Flow/run/step#artifact`, with the task behind the step where there are several; the artifact is `metrics`. */
export function readArtifactAddress(text: string): ArtifactAddress | undefined {
  const [, flow, run, step, task, artifact = 'metrics'] = ADDRESS.exec(text) ?? []
  if (flow === undefined || run === undefined || step === undefined) return undefined
  return {flow, run, step, task, artifact}
}

/** Metrics from a pickled artifact: a number, or a mapping of names to numbers. */
export function readArtifact(
  bytes: Uint8Array,
  artifact: string,
  source: string,
): ReadingOrProblems {
  try {
    const tree = treeOf(readPickle(bytes))
    if (tree.kind === 'object') return collectMetrics(tree, source)
    const members = new Map<string, Member>([[artifact, {key: START, value: tree}]])
    return collectMetrics({...START, kind: 'object', members}, source)
  } catch (error) {
    if (error instanceof TypeError) return refused(artifact, 'it holds a text that is not UTF-8')
    if (!(error instanceof RangeError)) throw error
    return refused(artifact, error.message)
  }
}

function refused(artifact: string, why: string): ReadingOrProblems {
  const message = `the artifact ${artifact} is not read: ${why}. Store plain numbers: self.metrics = {"rmse": float(rmse)}`
  return {problems: [{...START, message}]}
}

const START = {line: 1, column: 1} as const

/** The same values as a document has them. What is shared is walked again, so values are counted. */
function treeOf(value: PickledValue): Tree {
  let count = 0
  function convert(value: PickledValue, depth: number): Tree {
    if (++count > MAX_VALUES) throw new RangeError(`it holds more than ${MAX_VALUES} values`)
    if (depth > MAX_DEPTH) throw new RangeError(`it nests deeper than ${MAX_DEPTH} levels`)
    if (value === null || typeof value !== 'object') return leafAt(START, value)
    if (value instanceof Uint8Array) return leafAt(START, '(bytes)')
    if (Array.isArray(value)) {
      return {...START, kind: 'list', items: value.map(item => convert(item, depth + 1))}
    }
    if (!(value instanceof Map)) throw new RangeError('it holds a type, not a value')
    const members = new Map<string, Member>()
    for (const [key, item] of value) {
      const name = typeof key === 'string' || typeof key === 'number' ? String(key) : undefined
      if (name === undefined) throw new RangeError('it has a key that is no text')
      if (members.has(name)) throw new RangeError(`it has the key ${name.slice(0, 100)} twice`)
      members.set(name, {key: START, value: convert(item, depth + 1)})
    }
    return {...START, kind: 'object', members}
  }
  return convert(value, 1)
}
