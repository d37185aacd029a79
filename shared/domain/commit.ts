import * as z from 'zod'

export const commitSchema = z
  .string()
  .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'must be a full commit id')

/** As people name a commit. */
export function shortCommit(sha: string): string {
  return sha.slice(0, 7)
}
