import * as z from 'zod'
import type {Transport} from './transport.ts'

export type FoundProtection = {
  readonly reviewers: number
  readonly isSelfReviewPrevented: boolean
  readonly canAdminsBypass: boolean
}

const environment = z.object({
  can_admins_bypass: z.boolean().optional(),
  protection_rules: z
    .array(
      z.looseObject({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.unknown()).optional(),
      }),
    )
    .default([]),
})

/** The protection of an environment; nothing when there is none of that name. */
export async function readProtection(
  transport: Transport,
  name: string,
): Promise<FoundProtection | undefined> {
  const found = await transport.find(
    'read-environment',
    {environment_name: name},
    {schema: environment},
  )
  if (!found) return undefined
  const review = found.protection_rules.find(({type}) => type === 'required_reviewers')
  return {
    reviewers: review?.reviewers?.length ?? 0,
    isSelfReviewPrevented: review?.prevent_self_review ?? false,
    canAdminsBypass: found.can_admins_bypass ?? true,
  }
}
