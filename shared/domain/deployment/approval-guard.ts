import type {ApprovalCount} from './approvals.ts'
import {type Guard, holds, refuse} from './guard.ts'

/** Whether enough people have approved, asked again in the job that deploys. */
export function guardApproval({counted, barred, wanted}: ApprovalCount): Guard {
  const name = 'approved'
  if (wanted === 0) return holds(name, 'approvals: none, as the configuration says')
  if (counted.length >= wanted) {
    return holds(name, `by ${counted.map(login => `@${login}`).join(', ')}`)
  }
  const without = barred.map(({login, as}) => `@${login} does not count, being the ${as}`)
  const reason = [`${counted.length} of ${people(wanted)} approved`, ...without].join('; ')
  return refuse(name, 'approval-missing', reason)
}

/** `1 person`, `2 people`. */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`
}
