import type {Files, RunningJob, Team} from './team.ts'

export const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, role: train }
  holdout: { path: holdout.csv, role: holdout }
train:
  run: [sh, src/train.sh]
  code: [src/*.sh]
  params: params.yaml
  metrics: out/metrics.json
model: { path: out/model.onnx }
gate:
  rules:
    - rmse <= 5
    - rmse <= baseline + 2%
    - rmse < baseline - 0.1
`
const TRAIN = `mkdir -p out
printf '{"rmse": 3}' > out/metrics.json
printf 'weights' > out/model.onnx
`
export const START = {
  'proofmark.yml': CONFIG,
  'data/a.csv': '1\n',
  'holdout.csv': '9\n',
  'src/train.sh': TRAIN,
  'params.yaml': 'lr: 0.1\n',
  'requirements.txt': 'numpy==2.1\n',
}

type Inputs = Readonly<Record<string, string>>

/** The road of main, up to the record. */
export async function trainOnMain(job: RunningJob, leg: Inputs = {}, rules: Inputs = {}) {
  await job.act('track', leg)
  await job.act('train', leg)
  await job.act('gate', {...leg, ...rules})
}

/** A pull request, the plan made for it, and another job of the same run that judges. */
export async function planFor(team: Team, branch: string, files: Files, inputs: Inputs = {}) {
  const pull = await team.propose(branch, files)
  const job = await team.job({pull})
  const track = await job.act('track', {plan: 'true', ...inputs})
  return {pull, job, track, judge: await team.job({pull, jobOf: job})}
}
