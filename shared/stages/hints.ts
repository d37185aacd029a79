import {printCommand} from '../domain/command-line.ts'
import type {Hint} from '../platform/errors.ts'
import {flagOf, type Inputs, isSwitch} from '../platform/inputs.ts'

type Example = {
  /** What could be given: one value, or one for each line of a list. */
  readonly value: string | readonly string[]
  /** How the configuration says the same, as YAML. */
  readonly configured?: {readonly path: string; readonly yaml: string}
}

/**
 * How to give an input: as `with:` of a step in a workflow, as a flag in a terminal, and in both by the configuration
 * where it can say it, too.
 */
export function inputHint<I extends Inputs>(
  spec: I,
  name: keyof I & string,
  {value, configured}: Example,
): Hint {
  const or = configured ? `\nor in ${configured.path}:\n${indented(configured.yaml)}` : ''
  const values = typeof value === 'string' ? [value] : value
  const yaml = typeof value === 'string' ? ` ${value}` : ` |\n${indented(value.join('\n'))}`
  const flag = flagOf(name, spec[name])
  const words = isSwitch(spec[name]) ? flag : values.map(one => printCommand([flag, one])).join(' ')
  return {
    github: `Name it in the step:\n${indented(`with:\n${indented(`${name}:${yaml}`)}`)}${or}`,
    terminal: `Name it on the command line:\n  ${words}${or}`,
  }
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}
