import {mermaidOf} from '../../domain/provenance/mermaid.ts'
import type {Step} from '../../domain/provenance/provenance.ts'
import {type Block, clip, code, type Line, line, paragraph} from './document.ts'
import {counted} from './figures.ts'
import {commitLink, type ReportInput} from './report-input.ts'

const LISTED = 20
const LONGEST_COMMAND = 200

/** Folded: which steps made the data, as a graph and as a list. */
export function lineageBlocks(input: ReportInput): readonly Block[] {
  const {provenance, datasets = []} = input.data?.body ?? {}
  if (!provenance) return []
  const {steps, isCut} = provenance
  const shown = steps.slice(0, LISTED)
  const more = steps.length - shown.length
  const rows = shown.map(step => stepRow(step, input))
  const blocks: readonly Block[] = [
    {kind: 'code', language: 'mermaid', text: mermaidOf(provenance, datasets)},
    {
      kind: 'table',
      columns: [{title: line('step')}, {title: line('command')}, {title: line('told by')}],
      rows,
    },
    ...(more > 0 || isCut
      ? [paragraph(`… and ${more > 0 ? `${more} more` : 'earlier ones'}`)]
      : []),
  ]
  return [
    {
      kind: 'details',
      summary: line(`Where the data comes from: ${counted(steps.length, 'step')}`),
      blocks,
    },
  ]
}

function stepRow(step: Step, input: ReportInput): readonly Line[] {
  const [first = '', ...rest] = step.command
  const also =
    rest.length === 0 ? '' : ` and ${counted(rest.length, 'more command', 'more commands')}`
  const {commit} = step
  const at = commit === undefined ? [] : [' at ', commitLink(input, commit)]
  return [
    line(code(step.name)),
    line(code(clip(first, LONGEST_COMMAND)), also),
    line(...sourceOf(step), ...at),
  ]
}

function sourceOf({from, file}: Step) {
  switch (from) {
    case 'dvc.lock':
      return file === undefined ? [from] : [code(file)]
    case 'record':
      return ['a record']
    case 'configuration':
      return ['this configuration']
  }
}
