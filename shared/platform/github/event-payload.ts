import * as z from 'zod'

const repositoryName = z.object({full_name: z.string()}).nullish()
const branchEnd = z.object({sha: z.string(), ref: z.string(), repo: repositoryName})

/** The few fields of an event that we read; the rest of it may be anything. */
export const eventPayload = z.object({
  repository: z
    .object({
      default_branch: z.string().optional(),
      private: z.boolean().optional(),
    })
    .optional(),
  pull_request: z.object({number: z.int().positive(), head: branchEnd, base: branchEnd}).optional(),
  workflow_run: z.object({head_sha: z.string(), head_repository: repositoryName}).optional(),
  issue: z.object({number: z.int().positive(), pull_request: z.object({}).optional()}).optional(),
})

export type EventPayload = z.infer<typeof eventPayload>
