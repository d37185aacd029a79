import {GraphQLError} from 'graphql'

/** An error as GitHub words it: its kind stands beside the message, not under `extensions`. */
export function graphqlFailure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, {extensions: {type}})
}

export function forbiddenField(): GraphQLError {
  return graphqlFailure('FORBIDDEN', 'Resource not accessible by integration')
}
