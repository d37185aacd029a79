import type {GateBody} from '../../domain/gate.ts'
import {code, join, type Line, line} from './document.ts'

type Change = NonNullable<GateBody['prediction']>

const LISTED = 6

/** What is predicted otherwise than by the baseline, and from what. */
export function predictionParts(change: Change | undefined): readonly Line[] {
  if (!change) return []
  const {task, target, classes, inputs, output} = change
  return [
    ...(task ? [line(`task ${task.before} → ${task.after}`)] : []),
    ...(target ? [line('target ', code(target.before), ' → ', code(target.after))] : []),
    ...(classes ? [[...line('classes '), ...edits(classes)]] : []),
    ...(inputs ? inputParts(inputs) : []),
    ...(output ? [line('model output ', code(output.before), ' → ', code(output.after))] : []),
  ]
}

/** For the first line: what makes it another model than the baseline, whatever its figures. */
export function predictionWords(change: Change | undefined): string {
  const other = (['task', 'target'] as const).filter(name => change?.[name])
  if (other.length > 0) return `with another ${other.join(' and ')}`
  return change?.classes ? 'with other classes' : ''
}

function inputParts({before, after}: NonNullable<Change['inputs']>): readonly Line[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const shown = changed.slice(0, LISTED).map(name => {
    const label = names.length === 1 ? line('model inputs ') : line('model input ', code(name), ' ')
    return [...label, ...edits({before: before[name] ?? [], after: after[name] ?? []})]
  })
  const more = changed.length - shown.length
  return more > 0 ? [...shown, line(`${more} more model inputs`)] : shown
}

type Lists = {readonly before: readonly string[]; readonly after: readonly string[]}

function edits({before, after}: Lists): Line {
  const gone = before.filter(name => !after.includes(name))
  const come = after.filter(name => !before.includes(name))
  if (gone.length + come.length === 0) return line('in another order')
  return join([...listed('−', gone), ...listed('+', come)], ' ')
}

function listed(sign: string, names: readonly string[]): readonly Line[] {
  if (names.length <= LISTED) return names.map(name => line(`${sign} `, code(name)))
  return [line(`${sign} ${names.length} others`)]
}
