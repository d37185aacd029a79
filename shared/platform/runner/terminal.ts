import {stripVTControlCharacters, styleText} from 'node:util'
import type {Level, Position, Runner} from '../../domain/ports/runner.ts'
import {printable} from './printable.ts'
import {describeProgress, drawProgress} from './progress.ts'

export type Terminal = {
  readonly inputs: ReadonlyMap<string, string>
  /** Where the story goes: standard output for people, standard error when a program reads the result. */
  readonly stream: {
    readonly write: (text: string) => unknown
    readonly isTTY?: boolean
    readonly columns?: number
  }
  readonly colours: boolean
  readonly verbose: boolean
}

const STYLE: Readonly<Record<Level, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  notice: 'cyan',
}

const REDRAW_MS = 100
const LINE_MS = 5000

/** A person's terminal: colours, a progress bar, and no workflow commands. */
export function terminalRunner({inputs, stream, colours, verbose}: Terminal): Runner {
  const secrets = new Set<string>()
  const outputs = new Map<string, string>()
  let isBarShown = false
  // Where nobody sees a bar, short work is not worth a line.
  let lastProgress = stream.isTTY ? 0 : Date.now()

  const hide = (text: string) =>
    [...secrets].reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text)
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colours ? styleText(style, text, {validateStream: false}) : stripVTControlCharacters(text)
  const write = (line: string) => {
    if (isBarShown) stream.write('\r\u001b[2K')
    isBarShown = false
    stream.write(`${line}\n`)
  }
  const say = (message: string) => write(hide(printable(message)))

  return {
    inputs: () => inputs,
    output: (name, value) => void outputs.set(name, value),
    debug: message => {
      if (verbose) write(paint('dim', hide(printable(message))))
    },
    info: say,
    annotate: (level, message, position) =>
      write(`${paint(STYLE[level], `${level}:`)} ${hide(printable(where(position) + message))}`),
    async group(title, body) {
      write(paint('bold', hide(printable(title))))
      return body()
    },
    progress(progress) {
      const at = Date.now()
      if (at - lastProgress < (stream.isTTY ? REDRAW_MS : LINE_MS)) return
      lastProgress = at
      if (!stream.isTTY) return say(describeProgress(progress))
      isBarShown = true
      // A line that wraps could not be written over.
      const bar = hide(printable(drawProgress(progress))).slice(0, (stream.columns ?? 80) - 1)
      stream.write(`\r\u001b[2K${bar}`)
    },
    mask: secret => {
      if (secret !== '') secrets.add(secret)
    },
    summarize: async () => {},
    exportVariable: () => {},
    saveState: () => {},
    state: () => '',
    fail: message => write(paint('red', hide(printable(message)))),
  }
}

function where(position: Position | undefined): string {
  if (!position) return ''
  const line = position.line === undefined ? '' : `:${position.line}`
  const column = position.column === undefined ? '' : `:${position.column}`
  return `${position.file}${line}${column}: `
}
