import type {Level, Position} from '../../shared/domain/ports/runner.ts'

export type Annotation = {
  readonly level: Level
  readonly message: string
  readonly title: string | undefined
  readonly position: Position | undefined
}

type Command = {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

/** What a log looks like after the runner obeyed the commands in it. */
export type ReadLog = {
  readonly annotations: readonly Annotation[]
  readonly groups: readonly string[]
  /** Lines that people see, in order; group titles among them, debug lines not. */
  readonly lines: readonly string[]
  readonly debug: readonly string[]
  readonly masks: ReadonlySet<string>
}

const LEVELS: ReadonlySet<string> = new Set<Level>(['error', 'warning', 'notice'])
/** Commands of the old kind that the runner answers with an error, or that nobody may use any more. */
const REFUSED = new Set(['set-env', 'add-path', 'set-output', 'save-state'])
const IGNORED = new Set(['echo', 'add-matcher', 'remove-matcher', 'command', 'section'])

/** Obeys `::commands::` (and the older `##[commands]`) in lines of standard output and standard error. */
export function readLog(lines: readonly string[]): ReadLog {
  const annotations: Annotation[] = []
  const groups: string[] = []
  const shown: string[] = []
  const debug: string[] = []
  const masks = new Set<string>()
  let resumeWord: string | undefined

  for (const line of lines) {
    const command = parseCommand(line)
    if (resumeWord !== undefined) {
      if (command?.name === resumeWord) resumeWord = undefined
      else shown.push(line)
      continue
    }
    if (command === undefined) {
      shown.push(line)
    } else if (isLevel(command.name)) {
      annotations.push(annotation(command.name, command))
    } else if (command.name === 'debug') {
      debug.push(command.data)
    } else if (command.name === 'group') {
      groups.push(command.data)
      shown.push(command.data)
    } else if (command.name === 'add-mask') {
      for (const part of command.data.split(/\r?\n/)) if (part.trim() !== '') masks.add(part)
    } else if (command.name === 'stop-commands') {
      resumeWord = command.data
    } else if (REFUSED.has(command.name)) {
      throw new Error(`the command ::${command.name}:: is disabled: ${line}`)
    } else if (command.name !== 'endgroup' && !IGNORED.has(command.name)) {
      shown.push(line)
    }
  }
  return {annotations, groups, lines: shown, debug, masks}
}

/** True for the one line that may hold a secret: the one that asks to hide it. */
export function isMaskCommand(line: string): boolean {
  return parseCommand(line)?.name === 'add-mask'
}

function parseCommand(line: string): Command | undefined {
  const trimmed = line.trimStart()
  if (trimmed.startsWith('::')) {
    const end = trimmed.indexOf('::', 2)
    if (end < 0) return undefined
    return command(trimmed.slice(2, end), ',', trimmed.slice(end + 2))
  }
  const old = /##\[([^\]]+)\](.*)$/s.exec(line)
  return old ? command(old[1] ?? '', ';', old[2] ?? '') : undefined
}

function command(head: string, separator: string, data: string): Command | undefined {
  const space = head.indexOf(' ')
  const name = space < 0 ? head : head.slice(0, space)
  if (name === '') return undefined
  const properties = new Map<string, string>()
  for (const pair of space < 0 ? [] : head.slice(space + 1).split(separator)) {
    const equals = pair.indexOf('=')
    if (equals > 0) {
      properties.set(pair.slice(0, equals).trim(), unescapeProperty(pair.slice(equals + 1)))
    }
  }
  return {name: name.toLowerCase(), properties, data: unescapeData(data)}
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}

function isLevel(name: string): name is Level {
  return LEVELS.has(name)
}

function annotation(level: Level, {properties, data}: Command): Annotation {
  const file = properties.get('file')
  const line = Number(properties.get('line') ?? Number.NaN)
  const column = Number(properties.get('col') ?? Number.NaN)
  return {
    level,
    message: data,
    title: properties.get('title'),
    position:
      file === undefined
        ? undefined
        : {
            file,
            ...(Number.isNaN(line) ? {} : {line}),
            ...(Number.isNaN(column) ? {} : {column}),
          },
  }
}
