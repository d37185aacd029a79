import type {PackageFile} from './clues.ts'

/** What decides how the workflows look. No name that was found in the repository gets into one. */
export type WorkflowWish = {
  /** There is a command that trains. */
  readonly isTrained: boolean
  /** There is data whose change can be seen. */
  readonly isTracked: boolean
  readonly packages: readonly PackageFile[]
  readonly language: 'python' | 'node' | 'other'
  /** Data is kept by DVC and has to be pulled. */
  readonly isPulled: boolean
}

const CHECKOUT = [
  '      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2',
  '        with:',
  '          persist-credentials: false',
]
const PYTHON = [
  '      - uses: actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0',
  '        with:',
  '          python-version: "3.12" # guess',
]
const NODE = [
  '      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0',
  '        with:',
  '          node-version: 24 # guess',
  '          package-manager-cache: false # packages come from the lock file, not from what an earlier run left',
]
const INSTALL = {
  'requirements.lock': '      - run: python -m pip install -r requirements.lock # guess',
  'requirements.txt': '      - run: python -m pip install -r requirements.txt # guess',
  'pyproject.toml': '      - run: python -m pip install . # guess',
  'package-lock.json': '      - run: npm ci --ignore-scripts # guess',
} as const satisfies Readonly<Record<PackageFile, string>>
const PULL = [
  '      # Data that DVC keeps is not in the checkout. Bring it here, with read-only credentials:',
  '      # - run: python -m pip install "dvc[s3]" && dvc pull',
]

/** The workflows that a repository begins with, by their paths. They pass actionlint and zizmor as they are. */
export function firstWorkflows(wish: WorkflowWish): ReadonlyMap<string, string> {
  return new Map([
    ['.github/workflows/model-pull-request.yml', pullRequest(wish)],
    ['.github/workflows/model-main.yml', main(wish)],
  ])
}

function pullRequest(wish: WorkflowWish): string {
  return workflow({
    name: 'model (pull request)',
    about: 'Every pull request: is a model trained on it good enough? One comment says so.',
    on: ['on: pull_request'],
    concurrency: [
      'concurrency: # a new push makes the judgement of the old one pointless',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
      '  group: model-${{ github.workflow }}-${{ github.ref }}',
      '  cancel-in-progress: true',
    ],
    jobs: wish.isTrained
      ? [...trainingJobs(wish), '', ...reviewJob({needs: needsOf(wish)})]
      : reviewJob({}),
  })
}

function main(wish: WorkflowWish): string {
  return workflow({
    name: 'model (main)',
    about:
      'Every commit on main: judge it and remember the result. Pull requests are compared with it.',
    on: ['on:', '  push:', '    branches: [main] # the default branch'],
    concurrency: [
      'concurrency: # one run per commit: a later commit must not push an earlier one out of the queue',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
      '  group: model-${{ github.workflow }}-${{ github.sha }}',
      '  cancel-in-progress: false',
    ],
    jobs: wish.isTrained
      ? [...trainingJobs(wish), '', ...judgeJob({needs: needsOf(wish)})]
      : judgeJob({}),
  })
}

type Parts = {
  readonly name: string
  readonly about: string
  readonly on: readonly string[]
  readonly concurrency: readonly string[]
  readonly jobs: readonly string[]
}

function workflow({name, about, on, concurrency, jobs}: Parts): string {
  const head = [
    `# ${about}`,
    '# Written by `proofmark init`: look at what is marked as a guess.',
    `name: ${name}`,
    ...on,
  ]
  const permissions = 'permissions: {} # each job asks for what it needs'
  return `${[...head, '', permissions, '', ...concurrency, '', 'jobs:', ...jobs].join('\n')}\n`
}

function trainingJobs(wish: WorkflowWish): readonly string[] {
  return [...(wish.isTracked ? [...planJob(wish), ''] : []), ...trainJob(wish)]
}

function needsOf({isTracked}: WorkflowWish): string {
  return isTracked ? '[plan, train]' : 'train'
}

function planJob({isPulled}: WorkflowWish): readonly string[] {
  return [
    '  plan: # seconds: must a model be trained at all?',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 10',
    '    permissions:',
    '      contents: read # the checkout, and the records of earlier commits',
    '    outputs:',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
    '      train: ${{ steps.plan.outputs.train }}',
    '    steps:',
    ...CHECKOUT,
    ...(isPulled ? PULL : []),
    '      - id: plan',
    '        uses: proofmark/proofmark/actions/track@v1',
    '        with:',
    '          plan: true',
  ]
}

function trainJob({packages, language, isPulled, isTracked}: WorkflowWish): readonly string[] {
  const setup = language === 'python' ? PYTHON : language === 'node' ? NODE : []
  const isOurs = (file: PackageFile) => (file === 'package-lock.json') === (language === 'node')
  const install = packages
    .filter(isOurs)
    .slice(0, 1)
    .map(file => INSTALL[file])
  return [
    '  train: # runs code of the project: it may read, and nothing else',
    ...(isTracked ? ['    needs: plan', "    if: needs.plan.outputs.train == 'true'"] : []),
    '    runs-on: ubuntu-latest # or [self-hosted, gpu]',
    '    timeout-minutes: 60 # guess',
    '    permissions:',
    '      contents: read # the checkout',
    '    steps:',
    ...CHECKOUT,
    ...setup,
    ...install,
    ...(isPulled ? PULL : []),
    '      - uses: proofmark/proofmark/actions/train@v1',
  ]
}

type Needs = {readonly needs?: string}

function reviewJob({needs}: Needs): readonly string[] {
  return [
    '  review: # runs no code of the branch: it may write the comment',
    ...needing(needs),
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 10',
    '    permissions:',
    '      contents: read # the rules and records of the commit it would be merged onto',
    '      pull-requests: write # the comment',
    '    steps:',
    ...CHECKOUT,
    '      - uses: proofmark/proofmark/actions/gate@v1',
    '      - uses: proofmark/proofmark/actions/comment@v1',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
    '        if: ${{ !cancelled() }} # also, and above all, when the gate says no',
  ]
}

function judgeJob({needs}: Needs): readonly string[] {
  return [
    '  judge: # runs no code of the project: it may write the record',
    ...needing(needs),
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 10',
    '    permissions:',
    '      contents: write # the record enters the branch proofmark-history',
    '    steps:',
    ...CHECKOUT,
    '      - uses: proofmark/proofmark/actions/gate@v1',
  ]
}

function needing(needs: string | undefined): readonly string[] {
  if (needs === undefined) return []
  return [
    `    needs: ${needs}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow.
    '    if: ${{ !cancelled() }} # a failed training needs a verdict too',
  ]
}
