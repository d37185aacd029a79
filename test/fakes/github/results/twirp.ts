import {Failure} from '../failure.ts'
import type {Run} from '../runs.ts'
import type {World} from '../world.ts'

export type Message = Readonly<Record<string, unknown>>
/** Answers one call of a job; the names of fields are those of the protocol buffers. */
export type Service = Readonly<
  Record<string, (world: World, run: Run, message: Message) => Readonly<Record<string, unknown>>>
>

export function twirpFailure(status: number, code: string, msg: string): Failure {
  return new Failure(status, msg, {body: {code, msg}})
}

export function textOf(message: Message, name: string): string {
  const value = message[name]
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw twirpFailure(400, 'malformed', `${name} is required`)
}
