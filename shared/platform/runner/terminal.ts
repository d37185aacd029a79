import {stripVTControlCharacters, styleText} from 'node:util'
import type {Level, Position, Runner} from '../../domain/ports/runner.ts'
import {printable} from './printable.ts'
import {describeProgress} from './progress.ts'

export type Terminal = {
  readonly inputs: ReadonlyMap<string, string>
  /** Where the story goes: standard output for people, standard error when a program reads the result. */
  readonly stream: {readonly write: (text: string) => unknown; readonly isTTY?: boolean}
  readonly colours: boolean
  readonly verbose: boolean
}

const STYLE: Readonly<Record<Level, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  notice: 'cyan',
}

/** A person's terminal: colours, a progress bar, and no workflow commands. */
export function terminalRunner({inputs, stream, colours, verbose}: Terminal): Runner {
  const secrets = new Set<string>()
  const outputs = new Map<string, string>()
  let isBarShown = false

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
      if (!stream.isTTY) return
      isBarShown = true
      stream.write(`\r\u001b[2K${hide(printable(describeProgress(progress)))}`)
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
