import {
  type DocumentNode,
  execute,
  GraphQLError,
  NoDeprecatedCustomRule,
  parse,
  validate,
} from 'graphql'
import type {Failure} from '../failure.ts'
import {count, limitHeaders} from '../limits.ts'
import type {MutableRequest} from '../request-log.ts'
import type {Reply} from '../route.ts'
import type {Token} from '../tokens.ts'
import type {World} from '../world.ts'
import {type CommitInput, createCommitOnBranch} from './commit-on-branch.ts'
import {readSchema, resolveField} from './schema.ts'
import {queryRoot} from './views.ts'

type Question = {
  readonly query?: unknown
  readonly variables?: unknown
  readonly operationName?: unknown
}

/** GitHub answers 200 to nearly everything here; what went wrong stands in the body. */
export async function serveGraphql(
  world: World,
  token: Token,
  {body, logged}: {readonly body: unknown; readonly logged: MutableRequest},
): Promise<Reply> {
  const answer = (value: unknown): Reply => ({body: value, headers: limitHeaders(token, 'graphql')})
  try {
    count(token)
  } catch (error) {
    return answer({errors: [{type: 'RATE_LIMITED', message: (error as Failure).message}]})
  }
  const {query, variables, operationName} = (body ?? {}) as Question
  const schema = readSchema()
  let document: DocumentNode
  try {
    document = parse(String(query ?? ''))
  } catch (error) {
    logged.problems.push(String(error))
    return answer({errors: [formatted(error)]})
  }
  const mistakes = validate(schema, document)
  logged.problems.push(...mistakes.map(({message}) => message))
  if (mistakes.length > 0) return answer({errors: mistakes.map(formatted)})
  const outdated = validate(schema, document, [NoDeprecatedCustomRule])
  logged.problems.push(...outdated.map(({message}) => message))
  const viewer = {world, token}
  const {data, errors} = await execute({
    schema,
    document,
    rootValue: {
      ...queryRoot(viewer),
      createCommitOnBranch: ({input}: {input: CommitInput}) => createCommitOnBranch(viewer, input),
    },
    variableValues: variables as Record<string, unknown> | null,
    operationName: typeof operationName === 'string' ? operationName : null,
    fieldResolver: resolveField,
  })
  // Wrong variables are found only here; without data nothing was done at all.
  if (data === undefined) logged.problems.push(...(errors ?? []).map(({message}) => message))
  for (const {message} of errors ?? []) {
    if (message.startsWith('the fake ')) logged.problems.push(message)
  }
  return answer({
    ...(data === undefined ? {} : {data}),
    ...(errors && errors.length > 0 ? {errors: errors.map(formatted)} : {}),
  })
}

function formatted(error: unknown) {
  if (!(error instanceof GraphQLError)) return {message: String(error)}
  const {message, locations, path, extensions} = error
  const {type} = extensions
  return {
    ...(typeof type === 'string' ? {type, extensions: {saml_failure: false}} : {}),
    ...(path ? {path} : {}),
    locations,
    message,
  }
}
