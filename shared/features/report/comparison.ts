import type {BaselineChoice} from '../../domain/baseline-choice.ts'
import {shortDigest} from '../../domain/digest.ts'
import type {Unchanged} from '../../domain/gate.ts'
import {describeRows, describeTest, nounOf} from '../../domain/noise-words.ts'
import {type Block, clip, code, type Inline, join, line, paragraph} from './document.ts'
import {counted} from './figures.ts'
import {commitLink, type ReportInput} from './report-input.ts'
import {movementOf} from './rule-view.ts'

/** One sentence: what was compared with what, how that was chosen, and how old it is. */
export function comparison(input: ReportInput): Block | undefined {
  const unchanged = input.gate?.body.unchanged
  if (unchanged) return again(input, unchanged)
  const baseline = input.gate?.body.baseline ?? input.data?.body.baseline
  if (!baseline) return undefined
  return paragraph(...sentence(input, baseline), ...ground(input))
}

/** On what the comparison stands: the same rows for both, or bare numbers. */
function ground(input: ReportInput): readonly string[] {
  if (isNoiseUnknown(input)) {
    return [' Plain numbers; how much they vary by chance is unknown.']
  }
  const noises = (input.gate?.body.rules ?? []).flatMap(({noise}) => noise ?? [])
  const scored = noises.filter(one => nounOf(one) === 'row' && one.rows !== undefined)
  // A slice has fewer rows than the whole.
  const most = Math.max(...scored.map(({rows = 0}) => rows))
  const noise = scored.find(({rows}) => rows === most) ?? noises[0]
  if (!noise) return []
  const rows = describeRows(noise)
  const test = describeTest(noise)
  if (rows === '') return [` Compared ${test}.`]
  if (nounOf(noise) !== 'row') return [` Compared over ${rows} of each model: ${test}.`]
  const parts = scored.some(({rows}) => rows !== most) ? ', or on part of them' : ''
  return [` Both models scored on the same ${rows}${parts}: ${test}.`]
}

/** What was judged where nothing was trained, and what of it nobody looked at. */
function again(input: ReportInput, {commit, model, claimed}: Unchanged): Block {
  const unseen = claimed.map(name => line(code(name)))
  return paragraph(
    'Nothing was trained: data, code, parameters and command are those of ',
    commitLink(input, commit),
    ', and so is the model ',
    code(shortDigest(model)),
    '. Its metrics were judged again, by the rules of today.',
    ...(unseen.length === 0
      ? []
      : [' Not at hand here, so believed to be the same: ', ...join(unseen, ', '), '.']),
  )
}

function isNoiseUnknown({gate}: ReportInput): boolean {
  const moves = gate?.body.rules.map(movementOf) ?? []
  return gate?.body.noise === 'unknown' && (moves.includes('better') || moves.includes('worse'))
}

function sentence(input: ReportInput, baseline: BaselineChoice): readonly (Inline | string)[] {
  switch (baseline.how) {
    case 'none':
      return [`Not compared: ${clip(baseline.reason.replace(/\.?\s*$/, ''), 400)}.`]
    case 'file':
      return ['Compared with the metrics in ', code(baseline.path), '.']
    case 'revision':
      return [
        'Compared with ',
        code(baseline.path),
        ' at ',
        commitLink(input, baseline.commit),
        '.',
      ]
    case 'first-parent':
    case 'merge-base':
    case 'nearest-ancestor':
    case 'parent': {
      const commit = commitLink(input, baseline.commit)
      const chosen = `${choice(input, baseline.how)}, ${age(input.now, baseline.at)}`
      if (baseline.behind === 0) return ['Compared with ', commit, ` (${chosen}).`]
      const distance = counted(baseline.behind, 'commit')
      return [
        'Compared with ',
        commit,
        ` (${age(input.now, baseline.at)}): ${distance} before `,
        commitLink(input, baseline.wanted),
        ', which has no record.',
      ]
    }
  }
}

function choice(
  {baseBranch}: ReportInput,
  how: 'first-parent' | 'merge-base' | 'nearest-ancestor' | 'parent',
): string {
  switch (how) {
    case 'first-parent':
      return `the state of ${baseBranch ?? 'the base branch'} that this was merged with`
    case 'merge-base':
      return 'where you branched'
    case 'nearest-ancestor':
      return 'the nearest commit with a record'
    case 'parent':
      return 'the commit before'
  }
}

/** `2 days old`; a clock that runs behind makes nothing younger than now. */
function age(now: Date, at: string): string {
  const minutes = Math.max(0, (now.getTime() - Date.parse(at)) / 60_000)
  if (Number.isNaN(minutes)) return 'of unknown age'
  if (minutes < 60) return `${counted(Math.floor(minutes), 'minute')} old`
  if (minutes < 48 * 60) return `${counted(Math.floor(minutes / 60), 'hour')} old`
  const days = Math.floor(minutes / (24 * 60))
  return days < 730
    ? `${counted(days, 'day')} old`
    : `${counted(Math.floor(days / 365), 'year')} old`
}
