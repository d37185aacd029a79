import type {ReplayResult} from '../../domain/replay.ts'
import {summarizeReplay} from '../../domain/replay-summary.ts'
import {MOST_COMMITS} from '../../features/history/index.ts'
import {answered, type Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {resolveRevision} from '../../platform/git.ts'
import {firstParents, isShallow} from '../../platform/git-history.ts'
import {readGlob} from '../../platform/glob.ts'
import {list, number, path, text, type Values} from '../../platform/inputs.ts'
import {absolutePath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import {policyHere} from '../gate/policy-here.ts'
import {gateInputs, jobInputs} from '../inputs.ts'
import {locateFiles} from './replay-figures.ts'
import {judgeCommits} from './replay-judging.ts'
import {tellReplay} from './replay-words.ts'
import {tellWarnings} from './told-warnings.ts'

export const replayInputs = {
  metrics: list({
    about: 'Metrics files, by their present names; default: train.metrics.',
    positional: true,
  }),
  last: number({
    about: 'How many commits, counted back along first parents.',
    default: '50',
    min: 1,
    max: 20_000,
    integer: true,
  }),
  rules: gateInputs.rules,
  format: gateInputs.format,
  at: text({about: 'The newest commit: a branch, tag or commit id.', default: 'HEAD'}),
  repository: path({about: 'A folder of the git repository.', default: '.'}),
  config: jobInputs.config,
} as const

export type ReplayInputs = Values<typeof replayInputs>

/** Judges what old commits hold by rules of today. It judges nothing that is at hand, so it ends well whatever it found. */
export async function runReplay(inputs: ReplayInputs, {runner, place}: Scene) {
  const workspace = absolutePath(place, inputs.repository)
  const here = {...place, workspace}
  const policy = await policyHere(inputs, {runner, place: here})
  const paths = policy.metrics
  checkPaths(paths)
  const head = await resolveRevision(workspace, inputs.at)
  if (head === undefined) {
    const what = `${JSON.stringify(inputs.at)} names no commit in ${pathText(workspace)}`
    throw new ActionError('unknown-revision', what, {
      hint: 'It takes a git repository with commits, and git itself. --at names a branch, --repository a folder.',
    })
  }
  const commits = await firstParents(workspace, head, inputs.last + MOST_COMMITS)
  const {located, names} = await locateFiles(workspace, commits, paths)
  const judged = located.slice(0, inputs.last)
  if (judged.every(({files}) => files.every(({file}) => !file))) {
    throw new ActionError(
      'nothing-matched',
      `none of the last ${judged.length} commits holds ${paths.join(' or ')}`,
      {hint: 'Only files that are committed to git can be replayed.'},
    )
  }
  const {rows, notes, warnings} = await judgeCommits({
    workspace,
    located,
    last: inputs.last,
    policy,
    onProgress: runner.progress,
  })
  const result: ReplayResult = {
    schema: 'proofmark/replay-result/v1',
    reasonCode: 'replayed',
    metrics: [...paths],
    head,
    commits: rows.length,
    isShallow: rows.length < inputs.last && (await isShallow(workspace)),
    earlierNames: [...names],
    ...summarizeReplay(rows, policy.rules),
    rows: rows.map(({isNoiseKnown: _, ...row}) => row),
  }
  for (const note of notes) runner.info(note)
  tellWarnings(runner, warnings)
  return answered(tellReplay(runner, result), result)
}

function checkPaths(paths: readonly string[]): void {
  if (paths.length === 0) {
    throw new ActionError('no-metrics-file', 'no metrics file is named', {
      hint: "Name it on the command line:\n  proofmark replay metrics.json --rule 'rmse <= baseline + 2%'",
    })
  }
  for (const one of paths) {
    if (readGlob(one) || one.startsWith('/') || one.split('/').includes('..')) {
      throw new ActionError('invalid-path', `${one} cannot be looked up in old commits`, {
        hint: 'Name files by their paths below the folder, without "..", "*" or "?".',
      })
    }
  }
}
