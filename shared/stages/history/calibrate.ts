import {calibrate, NoVerdict, type Run} from '../../domain/calibrate.ts'
import type {CalibrateResult} from '../../domain/calibration.ts'
import {rulesFromLines, rulesOf} from '../../features/configuration/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {duration, list, number, text, type Values} from '../../platform/inputs.ts'
import {findConfig} from '../found-config.ts'
import {noRules} from '../gate/policy.ts'
import {gateInputs, jobInputs} from '../inputs.ts'
import {filedRuns, repeatRuns} from './calibrate-runs.ts'
import {tellCalibration} from './calibrate-words.ts'

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
  const {config} = await findConfig(inputs.config, scene.place, undefined)
  const rules = inputs.rules ? rulesFromLines(inputs.rules) : config ? rulesOf(config) : []
  if (rules.length === 0) throw noRules(inputs.config)
  const {runs, from, notes} = await readRuns(inputs, {
    ...scene,
    metrics: config?.train?.metrics,
    pass: config?.train?.env?.pass ?? [],
    // A slip in a rule is told after the first run, not after the last.
    onFirst: run => void judged(() => calibrate([run, {...run}], rules)),
  })
  if (runs.length < 2) {
    throw new ActionError('too-few-runs', 'one run says nothing about noise', {
      hint: 'Give several: proofmark calibrate \'runs/*.json\', or let it run: --run "python evaluate.py"',
    })
  }
  const result: CalibrateResult = {
    schema: 'proofmark/calibrate-result/v1',
    reasonCode: 'calibrated',
    from,
    ...judged(() => calibrate(runs, rules)),
  }
  const headline = tellCalibration(scene.runner, result, notes)
  return {
    decision: 'accepted',
    headline,
    outputs: {'reason-code': result.reasonCode},
    result,
  } as const satisfies Outcome<string>
}

type Sources = Scene & {
  readonly metrics: string | undefined
  readonly pass: readonly string[]
  readonly onFirst: (run: Run) => void
}

async function readRuns(inputs: CalibrateInputs, {metrics, pass, onFirst, ...scene}: Sources) {
  const paths = inputs.metrics ?? (metrics === undefined ? [] : [metrics])
  const [path, ...more] = paths
  if (path === undefined) {
    throw new ActionError('no-metrics-file', 'no metrics file is named', {
      hint: "Name the files of the runs:\n  proofmark calibrate 'runs/*.json' --rule 'rmse <= baseline + 2%'",
    })
  }
  const {run, times, timeout, format: formats} = inputs
  if (run === undefined) return filedRuns(paths, formats, scene)
  if (more.length > 0) {
    throw new ActionError('invalid-input', 'with --run one metrics file is read after each run')
  }
  return repeatRuns(
    {command: run, times, metrics: path, timeoutMs: timeout, pass, formats, onFirst},
    scene,
  )
}

function judged<T>(judge: () => T): T {
  try {
    return judge()
  } catch (cause) {
    if (!(cause instanceof NoVerdict)) throw cause
    throw new ActionError('no-verdict', cause.message, {
      hint: 'Only what a gate could judge can be calibrated.',
    })
  }
}
