import {TASKS} from '../domain/evaluation.ts'
import {type FormatWishes, readFormatWishes} from '../domain/metric-files/format-wishes.ts'
import type {RunRecord} from '../domain/record.ts'
import {RAISE_WAYS} from '../domain/rules/raised-floors.ts'
import {TRIGGER_WAYS} from '../domain/trigger.ts'
import {VERDICTS} from '../domain/verdict.ts'
import {
  choice,
  choices,
  duration,
  endpoint,
  flag,
  type Input,
  lines,
  list,
  number,
  path,
  text,
  type Values,
  variable,
} from '../platform/inputs.ts'

/** What the input `format` says, checked with all other inputs before anything is read. */
function formats(options: {readonly about: string}): Input<FormatWishes | undefined> {
  const words = lines(options)
  return {...words, parse: raw => readFormatWishes(words.parse(raw) ?? [])}
}

/** Inputs of every action, so that one word means one thing everywhere. */
export const jobInputs = {
  config: path({
    about: 'The configuration file. It may be absent; everything in it can be given as inputs.',
    default: 'proofmark.yml',
  }),
  pipeline: text({
    about:
      'Name of the road; default: the one in the configuration, else of the repository, in a terminal of the folder.',
  }),
  leg: text({
    about: 'Tells the legs of a matrix apart: give the matrix value here.',
    default: 'main',
  }),
  store: path({
    about:
      'A folder that keeps what steps and jobs hand to each other; default: workflow artifacts, in a terminal nothing.',
  }),
} as const

/** The same for actions that ask GitHub. What runs code of the branch is given no token. */
export const roadInputs = {
  ...jobInputs,
  token: text({
    about: 'Token for the GitHub API.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the runner replaces this expression.
    default: '${{ github.token }}',
  }),
} as const

export const historyInputs = {
  history: text({
    about:
      'Where records are remembered: a branch, a folder that begins with ./ or /, or none. Only runs on the default branch write.',
    default: 'proofmark-history',
  }),
  'retention-days': number({
    about: 'How long artifacts are kept; default: 7 on pull requests, 90 on the default branch.',
    min: 1,
    max: 400,
    integer: true,
  }),
} as const

export const dataInputs = {
  path: list({
    about:
      'Files, folders or globs to track, also s3://, gs://, az://, hf://, https://; default: the datasets of the configuration.',
    positional: true,
  }),
  name: text({about: 'Name of the dataset when one path is given; default: from the path.'}),
  code: list({about: 'Files and folders that make the model; default: train.code.'}),
  params: path({about: 'JSON or YAML file with the parameters; default: train.params.'}),
} as const

export const cacheInputs = {
  cache: path({
    about:
      'A folder of your own that keeps checksums of files nobody touched, or none; default: see README.',
  }),
  verify: flag({
    about: 'Read every byte whatever the cache says, and write it anew.',
    default: 'false',
  }),
} as const

export const refreshInputs = {
  refresh: flag({
    about: 'Run the refresh commands of the configuration first; only on the default branch.',
    default: 'false',
  }),
  'expected-digest': text({
    about: 'The digest that the data must have, as the workflow was told; default: any.',
  }),
} as const

export const triggerInputs = {
  as: choice(TRIGGER_WAYS, {
    about: 'What new data set off: a pull request with their manifests, or a workflow.',
    default: 'pull-request',
  }),
  manifest: path({
    about: 'With pull-request: the folder of the repository that holds the manifests.',
    default: 'manifests',
  }),
  workflow: text({
    about: 'With dispatch: the file of .github/workflows that trains; it is given the digests.',
  }),
  again: flag({
    about: 'With dispatch: start the workflow although it was started for the same data before.',
    default: 'false',
  }),
} as const

export const planInputs = {
  plan: flag({
    about: 'Say whether the model must be trained at all: outputs train, reason and key.',
    default: 'false',
  }),
} as const

export const trainInputs = {
  run: text({
    about: 'The command that trains, cut into words without a shell; default: train.run.',
  }),
  timeout: duration({about: 'The longest that training may take; default: train.timeout.'}),
  model: path({about: 'The file or folder that training writes; default: model.path.'}),
  metrics: path({about: 'The metrics file that training writes; default: train.metrics.'}),
  params: path({about: 'JSON or YAML file with the parameters; default: train.params.'}),
  pass: list({
    about: 'Variables that the command may see; default: train.env.pass. Never on forks.',
  }),
} as const

export const evaluateInputs = {
  model: path({
    about: 'The ONNX file or its folder; default: what training left, else model.path.',
  }),
  holdout: path({
    about: 'The table of rows to judge on; default: the dataset whose role is holdout.',
  }),
  target: text({about: 'The column that is predicted; default: evaluate.target.'}),
  features: list({
    about: 'Columns fed to an input called "features"; default: evaluate.inputs.',
  }),
  output: text({about: 'The output that predicts; default: evaluate.output, else the only one.'}),
  task: choice(TASKS, {about: 'What is predicted; default: seen from the output.'}),
} as const

/** One input for the verdict on the data and the one on the model, so that the root action has it once. */
export const verdictInputs = {
  'fail-on': choices(VERDICTS, {
    about: 'Verdicts that fail the step.',
    default: 'fail, error',
  }),
} as const

export const gateInputs = {
  metrics: list({
    about: 'Metrics files or globs; default: train.metrics.',
    positional: true,
  }),
  format: formats({
    about:
      'How metrics files are read: a format such as lm-eval, or lines "FILE: FORMAT"; default: as they look (docs/metric-files.md).',
  }),
  rules: lines({
    about: 'Rules, one a line, such as "rmse <= baseline + 2%"; default: gate.rules.',
    flag: 'rule',
  }),
  baseline: text({
    about:
      'A metrics file, or a glob for those of several runs, to compare with, or a git revision whose metrics file is read; default: the record of the base commit.',
  }),
  ...verdictInputs,
  'raise-floors': choice(RAISE_WAYS, {
    about:
      'How floors that two models of the default branch beat are proposed to rise: a patch in the report, or a pull request, which needs contents: write and pull-requests: write.',
    default: 'patch',
  }),
} as const

export const checkInputs = {
  check: text({
    about: 'Name of a check run to write besides the job; needs checks: write. Default: none.',
  }),
} as const

export const commentInputs = {
  unchanged: flag({
    about:
      'Comment also on an unchanged model; else only a comment that stands there is brought up to date.',
    default: 'false',
  }),
} as const

export const tokenInputs = {
  exchange: endpoint({
    about: 'Where the identity is exchanged (RFC 8693).',
    required: true,
  }),
  audience: text({
    about: 'For whom the identity is made out: one name for each target.',
    required: true,
  }),
  scope: text({about: 'What the token may do, as the endpoint calls it; default: its own.'}),
  revocation: endpoint({
    about: 'Where the token is given back after the job (RFC 7009); default: it only expires.',
  }),
  'export-as': variable({
    about: 'A variable in which all later steps find the token; default: none.',
  }),
} as const

export type RoadInputs = Values<typeof roadInputs>
export type TrackInputs = RoadInputs &
  Values<typeof historyInputs> &
  Values<typeof dataInputs> &
  Values<typeof verdictInputs> & {
    readonly manifest?: string | undefined
    readonly plan?: boolean
    /** Records of other pipelines, whose models may be data here. */
    readonly others?: readonly RunRecord[]
    readonly cache?: string | undefined
    readonly verify?: boolean
    readonly refresh?: boolean
    readonly 'expected-digest'?: string | undefined
  }
export type TriggerInputs = RoadInputs &
  Values<typeof triggerInputs> &
  Pick<Values<typeof historyInputs>, 'history'>
export type TrainInputs = Values<typeof jobInputs> &
  Values<typeof trainInputs> & {readonly 'retention-days'?: number | undefined}
export type CommentInputs = RoadInputs & Values<typeof commentInputs>
export type EvaluateInputs = RoadInputs &
  Values<typeof evaluateInputs> &
  Values<typeof historyInputs>
export type GateInputs = RoadInputs &
  Values<typeof historyInputs> &
  Values<typeof gateInputs> &
  Partial<Values<typeof checkInputs>>
export type TokenInputs = Values<typeof tokenInputs>
