import {grouped} from '../../domain/grouped.ts'
import type {Profile} from '../../domain/profile/profile.ts'
import type {Profiled} from '../../features/profile/index.ts'
import {humanBytes} from '../../platform/runner/progress.ts'

const SHOWN = 5

/** What was seen in a dataset, for the log: its columns, its images, its arrays, its texts. */
export function lookLines({schema, profile = {}}: Profiled): readonly string[] {
  const {images, arrays, texts} = profile
  const table = schema
    ? [
        `${counted(profile.rows ?? 0, 'row')}, ${counted(schema.columns.length, 'column')}, schema ${schema.fingerprint}`,
      ]
    : []
  return [
    ...table,
    ...(images ? [imagesLine(images)] : []),
    ...(arrays
      ? [some(arrays.map(({name, type, shape}) => `${name} ${type} [${shape.join(', ')}]`))]
      : []),
    ...(texts ? [`${counted(texts.documents, 'document')}, ${humanBytes(texts.bytes)}`] : []),
  ]
}

function imagesLine({files, classes, sizes = []}: NonNullable<Profile['images']>): string {
  const folders = classes.map(({name, count}) => `${name} (${grouped(count)})`)
  const most = sizes.map(({size, count}) => `${size} (${grouped(count)})`)
  return [
    counted(files, 'image'),
    ...(folders.length > 0 ? [some(folders)] : []),
    ...(most.length > 0 ? [`sizes ${some(most)}`] : []),
  ].join('; ')
}

function some(all: readonly string[]): string {
  const more = all.length > SHOWN ? `, and ${grouped(all.length - SHOWN)} more` : ''
  return `${all.slice(0, SHOWN).join(', ')}${more}`
}

function counted(count: number, what: string): string {
  return `${grouped(count)} ${what}${count === 1 ? '' : 's'}`
}
