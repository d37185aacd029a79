import {parseArgs} from 'node:util'
import {didYouMean} from '../shared/domain/nearest.ts'
import {ActionError} from '../shared/platform/errors.ts'
import {flagOf, type Inputs, isSwitch} from '../shared/platform/inputs.ts'

type Global = {readonly about: string; readonly short?: string}

export const GLOBAL_FLAGS: Readonly<Record<'json' | 'verbose' | 'help' | 'version', Global>> = {
  json: {about: 'Print the result document and nothing else on standard output.'},
  verbose: {about: 'Say more about what happens.'},
  help: {about: 'Show this help.', short: 'h'},
  version: {about: 'Show the version.', short: 'V'},
}

type GlobalFlag = keyof typeof GLOBAL_FLAGS

export type Arguments = {
  readonly inputs: ReadonlyMap<string, string>
  readonly globals: ReadonlySet<GlobalFlag>
}

/** Turns a command line into the same named texts that `with:` gives an action; all mistakes together. */
export function readArguments(args: readonly string[], spec: Inputs): Arguments {
  const flags = new Map(Object.entries(spec).map(([name, input]) => [input.flag ?? name, name]))
  for (const name of Object.keys(spec)) flags.set(name, name)
  const options = Object.fromEntries([
    ...[...flags.keys()].map(name => [
      name,
      {
        type: isSwitch(spec[flags.get(name) ?? '']) ? ('boolean' as const) : ('string' as const),
        multiple: true,
      },
    ]),
    ...Object.entries(GLOBAL_FLAGS).map(([name, {short}]) => [
      name,
      {type: 'boolean' as const, ...(short === undefined ? {} : {short})},
    ]),
  ])
  const {tokens} = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })

  const problems: string[] = []
  const given = new Map<string, string[]>()
  const globals = new Set<GlobalFlag>()
  const positional = Object.entries(spec).find(([, input]) => input.positional)?.[0]
  const add = (name: string, value: string, said: string) => {
    if (value.trim() === '') problems.push(`${said} is given an empty value`)
    given.set(name, [...(given.get(name) ?? []), value])
  }

  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      if (positional === undefined) problems.push(`unexpected argument "${token.value}"`)
      else add(positional, token.value, positional)
      continue
    }
    if (isGlobal(token.name)) {
      if (token.value !== undefined) problems.push(`${token.rawName} takes no value`)
      globals.add(token.name)
      continue
    }
    const name = flags.get(token.name)
    if (name === undefined) {
      const known = [...flags.keys(), ...Object.keys(GLOBAL_FLAGS)].map(word => `--${word}`)
      problems.push(`unknown option "${token.rawName}"${didYouMean(token.rawName, known)}`)
    } else if (isSwitch(spec[name])) {
      add(name, token.value ?? 'true', token.rawName)
    } else if (token.value === undefined) {
      problems.push(`${token.rawName} needs a value`)
    } else {
      add(name, token.value, token.rawName)
    }
  }
  for (const [name, values] of given) {
    if (values.length > 1 && !spec[name]?.repeatable) {
      problems.push(
        `${flagOf(name, spec[name])} is given ${values.length} times; it takes one value`,
      )
    }
  }
  if (problems.length > 0 && !globals.has('help')) {
    throw new ActionError('invalid-arguments', problems.join('\n'), {
      hint: 'See --help for what it takes.',
    })
  }
  return {
    inputs: new Map([...given].map(([name, values]) => [name, values.join('\n')])),
    globals,
  }
}

function isGlobal(name: string): name is GlobalFlag {
  return Object.hasOwn(GLOBAL_FLAGS, name)
}
