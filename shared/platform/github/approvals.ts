import * as z from 'zod'
import type {Transport} from './transport.ts'

export type FoundApproval = {
  readonly login: string
  readonly state: 'approved' | 'rejected' | 'pending'
}

const approvals = z.array(
  z.object({
    state: z.string(),
    user: z.object({login: z.string()}).nullable(),
    environments: z.array(z.object({name: z.string()})),
  }),
)

/** Who approved or rejected this run, for any of the environments. */
export async function readApprovals(
  transport: Transport,
  {run, environments: wanted}: {readonly run: number; readonly environments: readonly string[]},
): Promise<readonly FoundApproval[]> {
  const found = await transport.rest('read-approvals', {run_id: run}, {schema: approvals})
  const names = new Set(wanted.map(name => name.toLowerCase()))
  return found
    .filter(({environments}) => environments.some(({name}) => names.has(name.toLowerCase())))
    .flatMap(({state, user}) => (user ? [{login: user.login, state: approvalState(state)}] : []))
}

function approvalState(state: string): FoundApproval['state'] {
  return state === 'approved' || state === 'rejected' ? state : 'pending'
}
