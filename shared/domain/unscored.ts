import * as z from 'zod'
import {digestSchema} from './digest-schema.ts'

/**
 * Why a model that is live was not scored beside the candidate, and what makes it possible the next time. Stable; the
 * documentation is made from this table.
 */
export const UNSCORED = {
  'deployments-unread': {
    means: 'The deployments could not be read, so nobody knew what is live.',
    add: 'permissions: # of the job that evaluates\n  deployments: read',
  },
  'model-unread': {
    means: 'The artifacts of the run that trained it could not be read.',
    add: 'permissions: # of the job that evaluates\n  actions: read',
  },
  'model-missing': {
    means: 'No run keeps its bytes any more, and the repository does not hold them.',
    add: '- uses: proofmark/proofmark/actions/train@v1\n  with:\n    retention-days: 400 # 90 at most in a public repository',
  },
  'model-differs': {means: 'What is kept under its name are other bytes.', add: undefined},
  'record-missing': {
    means: 'No record says how it is fed.',
    add: '- uses: proofmark/proofmark/actions/gate@v1\n  with:\n    history: proofmark-history',
  },
  'other-question': {
    means: 'It predicts another target, or does another task.',
    add: undefined,
  },
  'does-not-fit': {means: 'It cannot be fed from these rows.', add: undefined},
} as const satisfies Readonly<
  Record<string, {readonly means: string; readonly add: string | undefined}>
>
export type UnscoredCode = keyof typeof UNSCORED
const codes = Object.keys(UNSCORED) as readonly UnscoredCode[]

export const unscoredSchema = z.strictObject({
  environments: z.array(z.string()).min(1),
  /** Absent where it is not even known. */
  model: digestSchema.optional(),
  code: z.enum(codes),
  /** One sentence. */
  reason: z.string(),
})
export type Unscored = z.infer<typeof unscoredSchema>
