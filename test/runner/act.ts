import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {homedir, tmpdir} from 'node:os'
import {join} from 'node:path'
import * as z from 'zod'
import type {Json} from '../../shared/domain/json.ts'
import {seedRuntime} from '../fakes/onnx-runtime.ts'
import {REPOSITORY} from '../harness/action-metadata.ts'
import {runnerPath} from '../harness/child.ts'

const TOOLS = process.env['PROOFMARK_TOOLS'] || join(homedir(), '.cache', 'proofmark-tools')
const ACT = join(TOOLS, 'bin', 'act')
const STAND_INS = join(import.meta.dirname, 'stand-ins')
const TIMEOUT_MS = 120_000

/** Whether whole workflows can run here. Without act they are skipped out loud; in CI that is a failure. */
export function hasAct(): boolean {
  if (existsSync(ACT)) return true
  const advice = `act is not at ${ACT}; scripts/tools.sh installs it`
  if (process.env['CI'] === 'true') throw new Error(advice)
  console.warn(`\n!!! SKIPPED: whole workflows under act: ${advice}\n`)
  return false
}

export type WorkflowRun = {
  /** The workflow file; it runs unchanged. */
  readonly workflow: string
  readonly eventName: 'push' | 'pull_request' | 'workflow_dispatch'
  readonly event: Json
  /** A git repository with an `origin` remote: what `actions/checkout` would bring. */
  readonly project: string
  /** Addresses of the fake services, and what else the runner gives its steps. */
  readonly environment?: Readonly<Record<string, string>>
  readonly token?: string
}

export type FinishedWorkflow = {
  readonly exitCode: number | null
  /** Result of each job by its id. */
  readonly jobs: ReadonlyMap<string, string>
  /** `<job> / <step>` → result, of main stages. */
  readonly steps: ReadonlyMap<string, string>
  /** What the steps printed. */
  readonly log: readonly string[]
  /** Everything act said, for a failing test to show. */
  readonly raw: string
}

/** Runs a whole workflow on this machine, without containers; published references lead to the tree. */
export async function runWorkflow(run: WorkflowRun): Promise<FinishedWorkflow> {
  const home = await mkdtemp(join(tmpdir(), 'proofmark-act-'))
  try {
    const eventFile = join(home, 'event.json')
    await writeFile(eventFile, JSON.stringify(run.event))
    const artifacts = join(home, 'artifacts')
    await mkdir(artifacts)
    const environment = {
      STAND_IN_ARTIFACTS: artifacts,
      ...run.environment,
    }
    // Where act keeps the tools of its runner, as if it had evaluated before.
    await seedRuntime(join(home, 'cache', 'act', 'tool_cache'))
    const arguments_ = [
      run.eventName,
      '--workflows',
      run.workflow,
      '--eventpath',
      eventFile,
      '--json',
      '--no-cache-server',
      ...['ubuntu-latest', 'self-hosted', 'linux', 'gpu'].flatMap(label => [
        '--platform',
        `${label}=-self-hosted`,
      ]),
      ...(await localRepositories(run.workflow, home)),
      ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      '--secret',
      'GITHUB_TOKEN',
    ]
    // The token travels by the environment: arguments can be read by every process.
    const {code, output} = await runAct(arguments_, {
      directory: run.project,
      environment: {
        PATH: runnerPath(),
        HOME: home,
        XDG_CACHE_HOME: join(home, 'cache'),
        GITHUB_TOKEN: run.token ?? 'none',
      },
    })
    return {exitCode: code, ...readOutput(output), raw: output}
  } finally {
    await rm(home, {recursive: true, force: true})
  }
}

/** Where each `uses:` of the workflow leads: ours to the tree, others' to stand-ins. */
async function localRepositories(workflow: string, home: string): Promise<readonly string[]> {
  const text = await readFile(workflow, 'utf8')
  const references = new Set(
    [...text.matchAll(/^\s*(?:-\s+)?uses:\s*([\w.-]+\/[\w.-]+)[\w./-]*@(\S+)/gm)].map(
      ([, repository, ref]) => `${repository}@${ref}`,
    ),
  )
  const suite = join(home, 'suite')
  const folders: string[] = []
  for (const reference of references) {
    const [owner, name] = (reference.split('@')[0] ?? '').split('/')
    if (owner === 'proofmark') {
      if (!existsSync(suite)) await exportSuite(suite)
      folders.push('--local-repository', `${reference}=${suite}`)
    } else if (name !== 'checkout') {
      const standIn = join(STAND_INS, name ?? '')
      if (!existsSync(standIn)) throw new Error(`there is no stand-in for ${reference}`)
      folders.push('--local-repository', `${reference}=${standIn}`)
    }
  }
  return folders
}

/** What GitHub would download of the suite, as far as it matters: metadata and dist. */
async function exportSuite(folder: string): Promise<void> {
  for (const path of ['action.yml', 'actions', 'dist', 'runtime']) {
    const from = join(REPOSITORY, path)
    if (existsSync(from)) await cp(from, join(folder, path), {recursive: true})
  }
}

type Setting = {
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
}

async function runAct(
  arguments_: readonly string[],
  {directory, environment}: Setting,
): Promise<{code: number | null; output: string}> {
  const child = spawn(ACT, arguments_, {
    cwd: directory,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return {code, output}
}

const entry = z.object({
  msg: z.string(),
  jobID: z.string().optional(),
  jobResult: z.string().optional(),
  step: z.string().optional(),
  stage: z.string().optional(),
  stepResult: z.string().optional(),
  raw_output: z.boolean().optional(),
})

function readOutput(output: string): Omit<FinishedWorkflow, 'exitCode' | 'raw'> {
  const jobs = new Map<string, string>()
  const steps = new Map<string, string>()
  const log: string[] = []
  for (const line of output.split('\n')) {
    const parsed = line.startsWith('{') ? entry.safeParse(JSON.parse(line)) : undefined
    if (!parsed?.success) continue
    const {msg, jobID = '', jobResult, step = '', stage, stepResult, raw_output} = parsed.data
    if (raw_output) log.push(msg.trimEnd())
    if (stage === 'Main' && stepResult !== undefined) steps.set(`${jobID} / ${step}`, stepResult)
    if (jobResult !== undefined) jobs.set(jobID, jobResult)
  }
  return {jobs, steps, log}
}
