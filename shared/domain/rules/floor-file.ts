import type {Member, TextProblem, Tree} from '../tree.ts'
import {type RuleCursor, readText} from './cursor.ts'
import type {Rule} from './rule.ts'
import {parseSubject} from './subject.ts'
import {printSubject} from './text.ts'

/** Where floors stand unless the configuration says otherwise. */
export const FLOORS_FILE = 'proofmark.floors.yml'

/** The worst values allowed, by the metric as rules print it. */
export type Floors = ReadonlyMap<string, number>

export type FloorsOrProblems =
  | {readonly floors: Floors}
  | {readonly problems: readonly TextProblem[]}

/** A mapping of metrics to numbers, or to mappings of `floor` and whatever people note beside it. */
export function floorsIn(tree: Tree): FloorsOrProblems {
  if (tree.kind !== 'object') {
    return {
      problems: [problemAt(tree, 'must be metrics with their floors, such as "accuracy: 0.9"')],
    }
  }
  const floors = new Map<string, number>()
  const problems: TextProblem[] = []
  for (const [name, {key, value}] of tree.members) {
    const subject = readText(name, canonicalSubject)
    if ('problem' in subject) {
      problems.push(problemAt(key, `"${name}" names no metric: ${subject.problem.message}`))
      continue
    }
    const floor = floorOf(value)
    if (floor === undefined) {
      problems.push(problemAt(value, `the floor of ${name} must be a finite number`))
    } else if (floors.has(subject.rule)) {
      problems.push(problemAt(key, `the floor of ${name} stands here twice`))
    } else {
      floors.set(subject.rule, floor)
    }
  }
  return problems.length > 0 ? {problems} : {floors}
}

function canonicalSubject(read: RuleCursor): string {
  const subject = parseSubject(read)
  if (subject.isPattern) read.fail('a floor is that of one metric', 0)
  if (!read.isAtEnd()) read.fail(`expected the end of the name, found ${read.found()}`)
  return printSubject(subject)
}

function floorOf(tree: Tree): number | undefined {
  const value: Tree | undefined = tree.kind === 'object' ? tree.members.get('floor')?.value : tree
  if (value?.kind !== 'number' || !Number.isFinite(value.value)) return undefined
  return value.value
}

function problemAt({line, column}: Tree | Member['key'], message: string): TextProblem {
  return {line, column, message}
}

/** Where the number of each floor stands in a file that holds no mistake. */
export function floorNumbers(tree: Tree): readonly {
  readonly metric: string
  readonly value: number
  readonly line: number
  readonly column: number
}[] {
  if (tree.kind !== 'object') return []
  return [...tree.members].flatMap(([name, {value}]) => {
    const subject = readText(name, canonicalSubject)
    const number = value.kind === 'object' ? value.members.get('floor')?.value : value
    if ('problem' in subject || number?.kind !== 'number') return []
    const {line, column} = number
    return [{metric: subject.rule, value: number.value, line, column}]
  })
}

export type FloorChange = {
  readonly metric: string
  readonly before: number
  /** Absent where the floor is taken away. */
  readonly after?: number
  /** Whether less is asked for than before. */
  readonly isLowered: boolean
}

/** What a change does to the floors that its rules are judged by. */
export function floorChanges(
  rules: readonly Rule[],
  trusted: Floors,
  own: Floors,
): readonly FloorChange[] {
  const lower = new Set(
    rules
      .filter(({bound, direction}) => bound.kind === 'floor' && direction === 'lower')
      .map(printSubject),
  )
  return [...trusted].flatMap(([metric, before]): readonly FloorChange[] => {
    const after = own.get(metric)
    if (after === undefined) return [{metric, before, isLowered: true}]
    if (after === before) return []
    return [{metric, before, after, isLowered: lower.has(metric) ? after > before : after < before}]
  })
}

/** Whether any rule asks for a floor. */
export function needsFloors(rules: readonly Rule[]): boolean {
  return rules.some(({bound}) => bound.kind === 'floor')
}
