import {calibrate, NoVerdict} from '../../domain/calibrate.ts'
import type {CalibrateResult} from '../../domain/calibration.ts'
import type {GateBody} from '../../domain/gate.ts'
import {answered, type Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {duration, list, number, text, type Values} from '../../platform/inputs.ts'
import {type PolicyHere, policyHere} from '../gate/policy-here.ts'
import {gateInputs, jobInputs} from '../inputs.ts'
import {filedRuns, type ReadRun, repeatRuns} from './calibrate-runs.ts'
import {tellCalibration} from './calibrate-words.ts'
import {judgeFiles} from './judge-files.ts'
import {tellWarnings} from './told-warnings.ts'

export const calibrateInputs = {
  metrics: list({
    about:
      'Metrics files or globs, each of one run of the same model, or records; with --run the one file that the command writes.',
    positional: true,
  }),
  run: text({about: 'A command to run several times, cut into words without a shell.'}),
  times: number({
    about: 'With --run: how many times.',
    default: '20',
    min: 2,
    max: 100,
    integer: true,
  }),
  timeout: duration({about: 'With --run: the longest that one run may take; default: no limit.'}),
  rules: gateInputs.rules,
  format: gateInputs.format,
  config: jobInputs.config,
} as const

export type CalibrateInputs = Values<typeof calibrateInputs>

/** Lets the rules judge a model against itself. It answers a question, so it ends well whatever the answer is. */
export async function runCalibrate(inputs: CalibrateInputs, scene: Scene) {
  const policy = await policyHere(inputs, scene)
  const {runs, from, notes} = await readRuns(inputs, {
    ...scene,
    policy,
    // A slip in a rule is told after the first run, not after the last.
    onFirst: run => void judged([run, {...run}], policy, () => {}),
  })
  if (runs.length < 2) {
    throw new ActionError('too-few-runs', 'one run says nothing about noise', {
      hint: 'Give several: proofmark calibrate \'runs/*.json\', or let it run: --run "python evaluate.py"',
    })
  }
  const [first] = runs
  for (const note of first?.notes ?? []) scene.runner.info(note)
  const warnings = new Set(runs.flatMap(run => run.warnings))
  const total = runs.length * (runs.length - 1)
  let compared = 0
  const result: CalibrateResult = {
    schema: 'proofmark/calibrate-result/v1',
    reasonCode: 'calibrated',
    from,
    ...judged(runs, policy, body => {
      for (const {warning} of body.rules) if (warning !== undefined) warnings.add(warning)
      // Suggested rules are judged in a second turn.
      const done = (compared++ % total) + 1
      scene.runner.progress({label: 'judged', done, total, unit: 'comparisons'})
    }),
  }
  tellWarnings(scene.runner, warnings)
  return answered(tellCalibration(scene.runner, result, notes), result)
}

type Sources = Scene & {
  readonly policy: PolicyHere
  readonly onFirst: (run: ReadRun) => void
}

async function readRuns(inputs: CalibrateInputs, {policy, onFirst, ...scene}: Sources) {
  const {metrics: paths, formats, config} = policy
  const [path, ...more] = paths
  if (path === undefined) {
    throw new ActionError('no-metrics-file', 'no metrics file is named', {
      hint: "Name the files of the runs:\n  proofmark calibrate 'runs/*.json' --rule 'rmse <= baseline + 2%'",
    })
  }
  const {run, times, timeout} = inputs
  const pass = config?.train?.env?.pass ?? []
  if (run === undefined) return filedRuns(paths, formats, scene)
  if (more.length > 0) {
    throw new ActionError('invalid-input', 'with --run one metrics file is read after each run')
  }
  return repeatRuns(
    {command: run, times, metrics: path, timeoutMs: timeout, pass, formats, onFirst},
    scene,
  )
}

/** Of each pair what the gate would say with the one run as candidate and the other one as its baseline. */
function judged(
  runs: readonly ReadRun[],
  {rules, policy, settings}: PolicyHere,
  onPair: (body: GateBody) => void,
) {
  try {
    return calibrate(runs, rules, (candidate, figures, asked) => {
      const baseline = {choice: {how: 'file', path: figures.name}, figures} as const
      const body = judgeFiles({rules: asked, policy, settings, candidate, baseline})
      onPair(body)
      return body
    })
  } catch (cause) {
    if (!(cause instanceof NoVerdict)) throw cause
    throw new ActionError('no-verdict', cause.message, {
      hint: 'Only what a gate could judge can be calibrated.',
    })
  }
}
