import type {Action} from '../shared/platform/action.ts'
import {flagOf, type Input, plainDefault} from '../shared/platform/inputs.ts'
import {GLOBAL_FLAGS} from './arguments.ts'

const WIDTH = 100

/** What `proofmark <command> --help` prints. */
export function describeCommand(action: Action): string {
  const positional = Object.entries(action.inputs).find(([, input]) => input.positional)
  const rest = positional ? ` [${positional[0]}${positional[1].repeatable ? ' ...' : ''}]` : ''
  const rows = [
    ...Object.entries(action.inputs).map(([name, input]) => ({
      flag: flagOf(name, input) + (input.kind === 'true or false' ? '' : ' <value>'),
      about: [
        input.about,
        input.repeatable ? 'May be given more than once.' : '',
        shownDefault(input),
      ]
        .filter(part => part !== '')
        .join(' '),
    })),
    ...Object.entries(GLOBAL_FLAGS).map(([name, {short, about}]) => ({
      flag: short === undefined ? `--${name}` : `-${short}, --${name}`,
      about,
    })),
  ]
  return [
    action.about,
    '',
    `Usage: proofmark ${action.name}${rest} [options]`,
    '',
    `Example: ${action.example}`,
    '',
    'Options:',
    ...table(rows),
    '',
    `Exit codes: ${action.isQuestion ? '0 answered, whatever the answer is;' : '0 accepted, 1 refused,'} 2 error or misuse.`,
    '',
  ].join('\n')
}

/** What `proofmark --help` prints. */
export function describeSuite(commands: readonly Pick<Action, 'name' | 'about'>[]): string {
  return [
    'Proofmark: continuous delivery for machine-learning models.',
    '',
    'Usage: proofmark <command> [options]',
    '',
    'Commands:',
    ...table(commands.map(({name, about}) => ({flag: name, about}))),
    '',
    'deploy runs only as a step of a workflow; `proofmark deploy` says why.',
    '',
    'Example: proofmark gate metrics.json --rule "rmse <= 3.5"',
    '',
    '`proofmark <command> --help` shows the options of one command.',
    '',
  ].join('\n')
}

function shownDefault(input: Input): string {
  const value = plainDefault(input)
  if (value === '') return ''
  return value.endsWith('.') ? `Default: "${value}".` : `Default: ${value}.`
}

function table(rows: readonly {flag: string; about: string}[]): readonly string[] {
  const left = Math.max(...rows.map(row => row.flag.length)) + 4
  return rows.flatMap(({flag, about}) => {
    const [first = '', ...more] = wrap(about, WIDTH - left)
    return [
      `  ${flag.padEnd(left - 2)}${first}`.trimEnd(),
      ...more.map(line => ' '.repeat(left) + line),
    ]
  })
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
