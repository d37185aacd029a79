import type {DatasetRecord} from '../../domain/data.ts'
import type {DatasetChange} from '../../domain/data-change.ts'
import {catalogueOf} from '../../domain/dataset-config.ts'
import type {Profile, ProfiledColumn} from '../../domain/profile/profile.ts'
import {type Block, clip, code, join, type Line, line, strong} from './document.ts'
import {counted, figures, whole} from './figures.ts'

const LISTED_COLUMNS = 20
const LISTED_CHANGES = 20
const LISTED_CLASSES = 12

/** What the columns of a dataset hold, what became of them, and what its catalogue says. */
export function datasetProfile(dataset: DatasetRecord, change?: DatasetChange): readonly Block[] {
  const {profile, catalogue} = dataset
  const said = Object.entries(catalogueOf(catalogue ?? {}) ?? {})
  const schema = change?.schema
  const blocks = [
    ...(schema ? schemaBlocks(schema) : []),
    ...(profile ? profileBlocks(profile) : []),
    ...(said.length > 0
      ? [
          paragraph(
            line(
              'Catalogue: ',
              said.map(([field, text = '']) => `${field} ${clip(text)}`).join(', '),
              '.',
            ),
          ),
        ]
      : []),
  ]
  return blocks.length === 0 ? [] : [paragraph(line(strong(code(dataset.name)))), ...blocks]
}

function paragraph(content: Line): Block {
  return {kind: 'paragraph', content}
}

function schemaBlocks({
  class: kind,
  columns,
  count,
}: NonNullable<DatasetChange['schema']>): readonly Block[] {
  const shown = columns.slice(0, LISTED_CHANGES)
  const more = count - shown.length
  return [
    paragraph(line('Columns changed, ', strong(kind), ':')),
    {
      kind: 'table',
      columns: [{title: line('column')}, {title: line('class')}, {title: line('why')}],
      rows: [
        ...shown.map(each => [
          line(code(each.column)),
          line(each.class),
          line(clip(each.why, 240)),
        ]),
        ...(more > 0 ? [[line(`… and ${more} more`), line(''), line('')]] : []),
      ],
    },
  ]
}

function profileBlocks(profile: Profile): readonly Block[] {
  const {rows, columns = [], images, arrays, texts, others, isPersonal} = profile
  const facts = [
    ...(rows === undefined
      ? []
      : [line(counted(rows, 'row'), `, ${counted(columns.length, 'column')}`)]),
    ...(images ? [line(imageLine(images))] : []),
    ...(arrays ?? [])
      .slice(0, LISTED_CLASSES)
      .map(({name, type, shape}) => line(code(name), ` ${type} ${shape.join(' × ')}`)),
    ...(texts ? [line(counted(texts.documents, 'document'))] : []),
    ...(others ? [line(`${counted(others, 'other file')} not looked into`)] : []),
    ...(isPersonal ? [line('about persons, so no values are shown')] : []),
  ]
  const blocks: Block[] = facts.length > 0 ? [paragraph([...join(facts, '; '), ...line('.')])] : []
  return columns.length > 0 ? [...blocks, columnTable(columns)] : blocks
}

function imageLine({files, classes}: NonNullable<Profile['images']>): string {
  const shown = classes
    .slice(0, LISTED_CLASSES)
    .map(({name, count}) => `${clip(name, 60)} ${whole(count)}`)
  const more = classes.length - shown.length
  const list = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
  return `${counted(files, 'image')} in ${counted(classes.length, 'class', 'classes')}: ${list}`
}

function columnTable(columns: readonly ProfiledColumn[]): Block {
  const shown = columns.slice(0, LISTED_COLUMNS)
  const more = columns.length - shown.length
  const titles = ['column', 'type', 'empty', 'different', 'values']
  return {
    kind: 'table',
    columns: titles.map((title, at) => ({
      title: line(title),
      ...(at === 2 || at === 3 ? {align: 'right' as const} : {}),
    })),
    rows: [
      ...shown.map(column => [
        line(code(column.name)),
        line(column.type),
        line(whole(column.nulls)),
        line(`${column.isMore ? 'over ' : ''}${whole(column.distinct)}`),
        line(values(column)),
      ]),
      ...(more > 0 ? [titles.map((_, at) => line(at === 0 ? `… and ${more} more` : ''))] : []),
    ],
  }
}

/** `0.5 … 499.5, half at 245`, or the most frequent words. */
function values({min, max, quantiles, top, lengths}: ProfiledColumn): string {
  if (min !== undefined && max !== undefined) {
    const middle = quantiles?.[3]
    const all = [min, max, ...(middle === undefined ? [] : [middle])]
    const isNumeric = all.every(value => typeof value === 'number')
    const [low, high, half] = isNumeric ? figures(all.map(Number)) : all.map(String)
    return `${low} … ${high}${half === undefined ? '' : `, middle ${half}`}`
  }
  if (top)
    return top
      .slice(0, 3)
      .map(({value, count}) => `${clip(value, 30)} (${whole(count)})`)
      .join(', ')
  return lengths ? `${whole(lengths.min)} to ${whole(lengths.max)} bytes` : ''
}
