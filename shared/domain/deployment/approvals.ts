import type {ApprovalWish, Barred} from './config.ts'

export type Approval = {readonly login: string; readonly state: 'approved' | 'rejected' | 'pending'}

/** The people a rule may bar; logins, absent when unknown. */
export type People = Readonly<Partial<Record<Barred, readonly string[]>>>

export type ApprovalCount = {
  /** Logins whose approval counts, sorted. */
  readonly counted: readonly string[]
  /** Logins whose approval does not count, with the reason. */
  readonly barred: readonly {readonly login: string; readonly as: Barred}[]
  readonly wanted: number
}

/**
 * Whose approvals count. GitHub lets any single reviewer approve, an author among them, so numbers and persons are
 * counted here. Somebody who also rejected has not approved.
 */
export function countApprovals(
  approvals: readonly Approval[],
  wish: ApprovalWish,
  people: People,
): ApprovalCount {
  if (wish === 'none') return {counted: [], barred: [], wanted: 0}
  const rejecting = new Set(
    approvals.filter(({state}) => state === 'rejected').map(({login}) => keyOf(login)),
  )
  const approving = new Map(
    approvals
      .filter(({state, login}) => state === 'approved' && !rejecting.has(keyOf(login)))
      .map(({login}) => [keyOf(login), login]),
  )
  const counted: string[] = []
  const barred: {login: string; as: Barred}[] = []
  for (const [key, login] of approving) {
    const as = wish.not.find(kind => people[kind]?.some(person => keyOf(person) === key))
    if (as) barred.push({login, as})
    else counted.push(login)
  }
  return {counted: counted.sort(), barred, wanted: wish.people}
}

/** GitHub's logins do not differ by case. */
function keyOf(login: string): string {
  return login.toLowerCase()
}
