import {type Digest, hexOf} from './digest.ts'

/** Digits of a digest that a branch is called by. */
const DIGITS = 12

/** The branch that proposes the data; of data that were proposed and merged before, the next of that name. */
export function dataBranch(pipeline: string, digest: Digest, round: number): string {
  return branchName(`proofmark/data/${pipeline}`, digest, round)
}

type Road = {readonly pipeline: string; readonly leg: string}

/** The branch that proposes to raise floors, by the digest of the file of floors that the default branch has. */
export function floorsBranch({pipeline, leg}: Road, digest: Digest, round: number): string {
  return branchName(`proofmark/floors/${pipeline}/${leg}`, digest, round)
}

/** Whether a branch proposes to raise these floors, whatever their file was then. */
export function isFloorsBranch(branch: string, {pipeline, leg}: Road): boolean {
  const prefix = `proofmark/floors/${pipeline}/${leg}-`
  return branch.startsWith(prefix) && /^[0-9a-f]{12}(?:-[0-9]+)?$/.test(branch.slice(prefix.length))
}

function branchName(prefix: string, digest: Digest, round: number): string {
  const name = `${prefix}-${hexOf(digest).slice(0, DIGITS)}`
  return round === 1 ? name : `${name}-${round}`
}
