import type {PlannedPipeline} from '../../domain/pipelines.ts'
import {type Block, clip, code, type Document, type Line, line, symbol} from './document.ts'
import {counted} from './figures.ts'

const LISTED = 50
const NAMED = 12
const LONGEST = 300

type Problem = {readonly config: string; readonly message: string}

/** What the plans of many pipelines say, for the job summary: what is wrong, what must be trained, the rest folded. */
export function composePlans(
  planned: readonly PlannedPipeline[],
  problems: readonly Problem[],
): Document {
  const wanted = planned.filter(({train}) => train)
  const rest = planned.filter(({train}) => !train)
  const sign = problems.length > 0 ? 'broken' : wanted.length > 0 ? undefined : 'unchanged'
  const need = `${wanted.length} of ${counted(planned.length, 'pipeline')} to train`
  const blocks: readonly Block[] = [
    {
      kind: 'heading',
      content: line(...(sign === undefined ? [] : [symbol(sign), ' ']), need),
    },
    ...problems.slice(0, LISTED).map(
      ({config, message}): Block => ({
        kind: 'paragraph',
        content: line(symbol('broken'), ' ', code(config), `: ${clip(message, 1000)}`),
      }),
    ),
    ...(wanted.length > 0 ? [planTable(wanted)] : []),
    ...untouchedBlocks(rest),
  ]
  return {blocks}
}

type Untouched = Pick<PlannedPipeline, 'pipeline' | 'message'>

/** The pipelines that nothing changed, as one folded line. */
export function composeUntouched(untouched: readonly Untouched[]): Document {
  return {blocks: untouchedBlocks(untouched)}
}

function untouchedBlocks(untouched: readonly Untouched[]): readonly Block[] {
  if (untouched.length === 0) return []
  const names = untouched.slice(0, NAMED).map(({pipeline}) => pipeline)
  const more = untouched.length - names.length
  const listed = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  const summary = line(
    symbol('unchanged'),
    ` ${counted(untouched.length, 'pipeline')} not touched: ${listed}`,
  )
  return [{kind: 'details', summary, blocks: [planTable(untouched)]}]
}

function planTable(planned: readonly Untouched[]): Block {
  const rows = planned
    .slice(0, LISTED)
    .map(({pipeline, message}): readonly Line[] => [
      line(code(pipeline)),
      line(clip(message, LONGEST)),
    ])
  const more = planned.length - rows.length
  const rest: readonly (readonly Line[])[] =
    more > 0 ? [[line(`… and ${more} more`), line('')]] : []
  return {
    kind: 'table',
    columns: [{title: line('pipeline')}, {title: line('why')}],
    rows: [...rows, ...rest],
  }
}
