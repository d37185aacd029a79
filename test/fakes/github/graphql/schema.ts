import {readFileSync} from 'node:fs'
import {buildSchema, type GraphQLFieldResolver, type GraphQLSchema} from 'graphql'

const SLICE = new URL('schema.graphql', import.meta.url)

let known: GraphQLSchema | undefined

/** The part of GitHub's published schema that was kept by `scripts/slice-graphql.ts`. */
export function readSchema(): GraphQLSchema {
  known ??= buildSchema(readFileSync(SLICE, 'utf8'), {assumeValidSDL: true})
  return known
}

/** What the fake cannot answer is an error and never a silent null. */
export const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, _, info) => {
  const {parentType, fieldName} = info
  const fields = source as Readonly<Record<string, unknown>>
  if (!(fieldName in fields)) {
    throw new Error(`the fake does not answer ${parentType.name}.${fieldName} yet`)
  }
  const value = fields[fieldName]
  return typeof value === 'function' ? value(args) : value
}
