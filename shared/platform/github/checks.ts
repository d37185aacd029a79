import * as z from 'zod'
import type {Transport} from './transport.ts'

export type NewCheck = {
  readonly name: string
  /** The commit that people see it on. */
  readonly sha: string
  readonly conclusion: 'success' | 'failure' | 'neutral'
  readonly title: string
  readonly summary: string
  /** Where it leads. */
  readonly url: string
}

/** GitHub takes 65,535 characters of a summary, and does not say whether it counts bytes. */
export const CHECK_BUDGET = 60_000

/** A finished check. Of several of a name on one commit GitHub goes by the newest. */
export async function createCheck(transport: Transport, check: NewCheck): Promise<void> {
  const {name, sha, conclusion, title, summary, url} = check
  const parameters = {
    name,
    head_sha: sha,
    status: 'completed',
    conclusion,
    ...(url === '' ? {} : {details_url: url}),
    output: {title: title.slice(0, 250), summary},
  }
  await transport.rest('create-check', parameters, {schema: z.object({id: z.int()})})
}
