import * as z from 'zod'
import {ActionError} from '../errors.ts'
import type {Transport} from './transport.ts'

/** Ids are enough to compare with what is at hand. */
const SELECTIONS = {
  ids: '... on Blob { oid }',
  folders: '... on Tree { entries { name type object { ... on Blob { oid text } } } }',
}

const file = z.object({oid: z.string().optional(), text: z.string().nullish()})
const entry = z.object({name: z.string(), type: z.string(), object: file.nullable()})
const object = file.extend({entries: z.array(entry).optional()}).nullable()
const answer = z.object({
  repository: z
    .object({ref: z.object({target: z.object({oid: z.string()})}).nullable()})
    .catchall(z.unknown()),
})

export type FoundFile = {readonly oid: string; readonly text?: string | null | undefined}
export type FoundFolder = ReadonlyMap<string, FoundFile>
export type Found = {
  /** The newest commit of the branch; absent while there is no such branch. */
  readonly head?: string
  readonly files: ReadonlyMap<string, FoundFile>
  readonly folders: ReadonlyMap<string, FoundFolder>
}

/** How many objects one query asks for; GitHub answers 100 within its time limit without trouble. */
export const OBJECTS_PER_QUERY = 100

type Question = {
  readonly branch: string
  readonly paths: readonly string[]
  readonly select: keyof typeof SELECTIONS
  readonly deadline?: number
}

/** Where the branch stands and what it holds at some paths, in one call. */
export async function queryHistory(
  {graphql, context}: Transport,
  {branch, paths, select, deadline}: Question,
): Promise<Found> {
  const {owner, name} = context.repository
  const ref = `refs/heads/${branch}`
  const variables = Object.fromEntries(paths.map((path, i) => [`p${i}`, `${ref}:${path}`]))
  const {repository} = await graphql('read-history', queryText(paths.length, SELECTIONS[select]), {
    variables: {owner, name, ref, ...variables},
    schema: answer,
    deadline,
  })
  const files = new Map<string, FoundFile>()
  const folders = new Map<string, FoundFolder>()
  paths.forEach((path, i) => {
    const found = parseObject(repository[`o${i}`])
    if (found?.oid !== undefined) files.set(path, {oid: found.oid, text: found.text})
    if (found?.entries) folders.set(path, filesOf(found.entries))
  })
  const head = repository.ref?.target.oid
  return {...(head === undefined ? {} : {head}), files, folders}
}

function queryText(count: number, selection: string): string {
  const indexes = Array.from({length: count}, (_, i) => i)
  const declared = indexes.map(i => `, $p${i}: String!`).join('')
  const objects = indexes.map(i => `o${i}: object(expression: $p${i}) { ${selection} }`)
  return `query ReadHistory($owner: String!, $name: String!, $ref: String!${declared}) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    ${objects.join('\n    ')}
  }
}`
}

function parseObject(value: unknown): z.infer<typeof object> {
  const parsed = object.safeParse(value ?? null)
  if (parsed.success) return parsed.data
  throw new ActionError('unexpected-answer', 'GitHub described a file of the history oddly.', {
    cause: new Error(z.prettifyError(parsed.error)),
  })
}

function filesOf(entries: readonly z.infer<typeof entry>[]): FoundFolder {
  const found = new Map<string, FoundFile>()
  for (const {name, type, object} of entries) {
    if (type !== 'blob' || object?.oid === undefined) continue
    found.set(name, {oid: object.oid, text: object.text})
  }
  return found
}
