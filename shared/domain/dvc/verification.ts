import * as z from 'zod'

/** Why something is not what DVC wrote down, for people and programs. A code is never given another meaning. */
export const MISMATCHES = {
  content: 'The content is not what was recorded.',
  crlf: 'Only line ends differ: CRLF here, LF where it was recorded, or the reverse.',
  missing: 'It must be in the repository, and is not there.',
  'missing-file': 'A folder lacks files that were recorded.',
  'extra-file': 'A folder holds files that were not recorded.',
  'not-in-git': 'A folder lacks files that .gitignore keeps out of git.',
  type: 'A folder was recorded and a file is there, or the reverse.',
  size: 'The content is right, and the recorded size or number of files is not.',
  'no-checksum': 'Nothing was recorded for it yet.',
  'unreadable-folder': 'A folder holds what DVC cannot read, such as a link that leads nowhere.',
  'stale-stage': 'dvc.yaml asks for other dependencies, outputs or parameters than the lock has.',
  'never-run': 'dvc.yaml has a stage that the lock does not have.',
  'unknown-stage': 'The lock has a stage that dvc.yaml does not have.',
  'command-changed': 'The command is another one than the one that ran.',
  'parameter-changed': 'A parameter has another value than when the stage ran.',
  'own-checksum': 'The file was changed by hand: the MD5 that it carries of itself is another.',
  'invalid-file': 'The file cannot be read as what it must be.',
} as const

/** Why something was not looked at, or is not there and need not be. */
export const NOT_CHECKED = {
  'not-pulled': 'DVC keeps it outside of git, and it is not here.',
  external: 'It lies behind an address.',
  outside: 'It lies outside of the repository.',
  remote: 'Only a checksum of a remote was recorded, which says nothing about bytes.',
  import: 'It comes from another repository.',
  template: 'A template of dvc.yaml cannot be filled in here.',
  'parameter-format': 'Parameters in this format are not read here.',
} as const

export type Mismatch = keyof typeof MISMATCHES
export type NotChecked = keyof typeof NOT_CHECKED
const REASONS = [
  ...(Object.keys(MISMATCHES) as Mismatch[]),
  ...(Object.keys(NOT_CHECKED) as NotChecked[]),
] as const
export const MISMATCH_CODES = Object.keys(MISMATCHES) as readonly Mismatch[]

export const STATUSES = ['match', 'mismatch', 'absent', 'skipped'] as const

export const verifyEntrySchema = z.strictObject({
  /** The `.dvc` file, lock or pipeline that says so, relative to the workspace. */
  file: z.string(),
  line: z.int().positive(),
  stage: z.string().optional(),
  /** Relative to the repository; of a parameter its file and name. */
  path: z.string(),
  kind: z.enum(['out', 'dep', 'param', 'command', 'stage', 'file']),
  status: z.enum(STATUSES),
  reason: z.enum(REASONS).optional(),
  /** One sentence; absent where all is well. */
  message: z.string().optional(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  /** Which way of hashing of DVC before 3 gave the recorded checksum. */
  legacy: z.enum(['raw', 'per-file', 'per-chunk']).optional(),
})
export type VerifyEntry = z.infer<typeof verifyEntrySchema>

export const VERIFY_VERDICTS = ['pass', 'fail', 'inconclusive', 'error'] as const

/** What `verify` answers. */
export const verifyResultSchema = z.strictObject({
  schema: z.literal('proofmark/verify-result/v1'),
  verdict: z.enum(VERIFY_VERDICTS),
  reasonCode: z.string(),
  /** The commit whose files were looked at, where that was asked for. */
  commit: z.string().optional(),
  /** Files of DVC that were read. */
  files: z.int().nonnegative(),
  match: z.int().nonnegative(),
  mismatch: z.int().nonnegative(),
  absent: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  entries: z.array(verifyEntrySchema),
  /** `.dvc` files that were brought up to date, where that was asked for. */
  written: z.array(z.string()).optional(),
})
export type VerifyResult = z.infer<typeof verifyResultSchema>

export type VerifyPolicy = {
  readonly failOn: readonly ('mismatch' | 'absent' | 'skipped')[]
  /** Reasons of mismatches that are told and decide nothing. */
  readonly accept: readonly Mismatch[]
}

/** What is read by nobody is no answer; what was not there to be looked at never counts as right. */
export function judgeEntries(
  entries: readonly VerifyEntry[],
  {failOn, accept}: VerifyPolicy,
): Pick<VerifyResult, 'verdict' | 'reasonCode'> {
  const accepted: ReadonlySet<string> = new Set(accept)
  const counts = entries.filter(({reason}) => reason === undefined || !accepted.has(reason))
  if (counts.some(({reason}) => reason === 'invalid-file')) {
    return {verdict: 'error', reasonCode: 'invalid-file'}
  }
  const bad = counts.find(({status}) => failOn.some(one => one === status))
  if (bad) return {verdict: 'fail', reasonCode: bad.reason ?? bad.status}
  if (entries.some(({status}) => status === 'match')) {
    return {verdict: 'pass', reasonCode: 'as-recorded'}
  }
  return {verdict: 'inconclusive', reasonCode: 'nothing-checked'}
}
