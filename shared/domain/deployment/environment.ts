import type {ApprovalWish} from './config.ts'

/** The protection of an environment as GitHub keeps it. */
export type Protection = {
  /** Users and teams that may approve; any one of them is enough for GitHub. */
  readonly reviewers: number
  readonly isSelfReviewPrevented: boolean
  /** Administrators may skip the rules. */
  readonly canAdminsBypass: boolean
}

/** What of the wish the environment cannot keep, in words; empty when it can. */
export function missingProtection(protection: Protection, wish: ApprovalWish): readonly string[] {
  if (wish === 'none') return []
  const missing: string[] = []
  if (protection.reviewers === 0) missing.push('it has no required reviewers')
  if (wish.not.includes('actor') && !protection.isSelfReviewPrevented) {
    missing.push('it lets people approve their own runs')
  }
  return missing
}
