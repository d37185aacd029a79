import type {Spot, Tree} from '../tree.ts'
import type {LockedParam, LockedStage} from './lock-file.ts'
import {DEFAULT_PARAMS} from './pipeline-file.ts'
import type {PipelineStage} from './pipeline-stage.ts'
import {pythonJson} from './python-json.ts'
import {find} from './templates.ts'
import type {VerifyEntry} from './verification.ts'

/** What a check says, without the file that it stands in. */
export type Checked = Omit<VerifyEntry, 'file' | 'line'> & {readonly spot: Spot}

/** Values of a parameters file by the name that the stage uses; `unknown` for formats that are not read. */
export type ParamsFile = Tree | 'missing' | 'unknown'

/** Whether a stage asks for what it asked for when it ran. */
export function checkStage(
  wanted: PipelineStage,
  locked: LockedStage,
  paramsFile: (name: string) => ParamsFile,
): readonly Checked[] {
  return [
    checkCommand(wanted, locked),
    checkNames(wanted, locked),
    ...checkParams(wanted, locked, paramsFile),
  ]
}

function checkCommand({cmd, name}: PipelineStage, locked: LockedStage): Checked {
  const [expected, actual] = [locked.cmd.join('\n'), cmd.join('\n')]
  const head = {stage: name, path: name, kind: 'command', spot: locked.cmdSpot} as const
  if (expected === actual) return {...head, status: 'match'}
  const message = 'the command is not the one that ran'
  return {...head, status: 'mismatch', reason: 'command-changed', message, expected, actual}
}

function checkNames(wanted: PipelineStage, locked: LockedStage): Checked {
  const {line, column, name} = locked
  const pairs = [
    ['dependency', locked.deps.map(({path}) => path), wanted.deps],
    ['output', locked.outs.map(({path}) => path), wanted.outs.map(({path}) => path)],
  ] as const
  const words = pairs.flatMap(([what, before, now]) => differences(what, before, now))
  const head = {stage: name, path: name, kind: 'stage', spot: {line, column}} as const
  if (words.length === 0) return {...head, status: 'match'}
  const more = words.length > 3 ? ` and ${words.length - 3} more` : ''
  const message = `the stage was declared anew: ${words.slice(0, 3).join(', ')}${more}`
  return {...head, status: 'mismatch', reason: 'stale-stage', message}
}

function differences(
  what: string,
  before: readonly string[],
  now: readonly string[],
): readonly string[] {
  const [old, fresh] = [new Set(before), new Set(now)]
  return [
    ...[...fresh].filter(path => !old.has(path)).map(path => `new ${what} ${path}`),
    ...[...old].filter(path => !fresh.has(path)).map(path => `no more ${what} ${path}`),
  ]
}

function checkParams(
  wanted: PipelineStage,
  locked: LockedStage,
  paramsFile: (name: string) => ParamsFile,
): readonly Checked[] {
  const all = wantedNames(wanted, locked, paramsFile)
  const checked = new Set<string>()
  const told = locked.params.map(param => {
    checked.add(`${param.file}\0${param.name}`)
    const isWanted = all.has(`${param.file}\0${param.name}`)
    return checkParam(wanted.name, {param, isWanted, file: paramsFile(param.file)})
  })
  const fresh = [...all]
    .filter(key => !checked.has(key))
    .map((key): Checked => {
      const path = key.replace('\0', ':')
      return {
        stage: wanted.name,
        path,
        kind: 'param',
        status: 'mismatch',
        reason: 'stale-stage',
        message: `the stage did not use ${path} when it ran`,
        spot: {line: locked.line, column: locked.column},
      }
    })
  return [...told, ...fresh]
}

/** Parameters as `file NUL name`. A file without names means each name on its top. */
function wantedNames(
  wanted: PipelineStage,
  locked: LockedStage,
  paramsFile: (name: string) => ParamsFile,
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const {file = DEFAULT_PARAMS, names: some} of wanted.params) {
    const tree = some.length > 0 ? undefined : paramsFile(file)
    const top =
      typeof tree === 'object' && tree.kind === 'object'
        ? [...tree.members.keys()]
        : locked.params.filter(param => param.file === file).map(({name}) => name)
    for (const name of tree === undefined ? some : top) names.add(`${file}\0${name}`)
  }
  return names
}

type Param = {
  readonly param: LockedParam
  readonly isWanted: boolean
  readonly file: ParamsFile
}

function checkParam(stage: string, {param, isWanted, file}: Param): Checked {
  const path = `${param.file}:${param.name}`
  const {line, column} = param
  const head = {stage, path, kind: 'param', spot: {line, column}} as const
  if (!isWanted) {
    const message = `the stage does not use ${path} any more`
    return {...head, status: 'mismatch', reason: 'stale-stage', message}
  }
  if (file === 'unknown') return {...head, status: 'skipped', reason: 'parameter-format'}
  const now = file === 'missing' ? undefined : find(file, param.name)
  const expected = pythonJson(param.value)
  if (now && isEqual(now, param.value)) return {...head, status: 'match'}
  const actual = now ? pythonJson(now) : undefined
  const message =
    actual === undefined
      ? `${path} was ${short(expected)} and is gone`
      : `${path} was ${short(expected)} and is ${short(actual)}`
  return {
    ...head,
    status: 'mismatch',
    reason: 'parameter-changed',
    message,
    expected,
    ...(actual === undefined ? {} : {actual}),
  }
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

/** As Python compares: 1 is 1.0, and the order of names means nothing. */
function isEqual(a: Tree, b: Tree): boolean {
  if (a.kind === 'object' && b.kind === 'object') {
    return (
      a.members.size === b.members.size &&
      [...a.members].every(([name, {value}]) => {
        const other = b.members.get(name)?.value
        return other !== undefined && isEqual(value, other)
      })
    )
  }
  if (a.kind === 'list' && b.kind === 'list') {
    const {items} = b
    return (
      a.items.length === items.length &&
      a.items.every((item, index) => {
        const other = items[index]
        return other !== undefined && isEqual(item, other)
      })
    )
  }
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value
  if (a.kind === 'text' && b.kind === 'text') return a.value === b.value
  if (a.kind === 'flag' && b.kind === 'flag') return a.value === b.value
  return a.kind === b.kind && a.kind === 'null'
}
