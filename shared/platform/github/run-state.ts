import * as z from 'zod'
import type {Transport} from './transport.ts'

const runSchema = z.object({status: z.string().nullable(), run_attempt: z.int().optional()})

/** Whether an attempt of a run has ended. Only what has ended can be deleted. */
export async function isRunOver(
  transport: Transport,
  {id, attempt}: {readonly id: number; readonly attempt: number},
): Promise<boolean> {
  const found = await transport.find('read-run', {run_id: id}, {schema: runSchema})
  if (!found) return true
  return found.status === 'completed' || (found.run_attempt ?? attempt) > attempt
}
