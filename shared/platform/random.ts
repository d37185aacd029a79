import {randomUUID} from 'node:crypto'

/** A name unlike any other. */
export function randomName(): string {
  return randomUUID()
}
