import {mkdir, mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import type {Json} from '../../shared/domain/json.ts'
import {type ActionMetadata, inputVariables, readActionMetadata} from './action-metadata.ts'
import {type Cancel, type Ended, runChild, runnerPath} from './child.ts'
import {parseCommandFile, parseEnvironmentFile} from './command-file.ts'
import {type Annotation, isMaskCommand, readLog} from './workflow-commands.ts'

/** GitHub refuses the summary of a step above this as a whole. */
const SUMMARY_LIMIT = 1024 * 1024

export type Scenario = {
  readonly inputs?: Readonly<Record<string, string>>
  /** `GITHUB_*`, `ACTIONS_*` and what the workflow sets; nothing else reaches the action. */
  readonly environment?: Readonly<Record<string, string>>
  /** The webhook payload behind `GITHUB_EVENT_PATH`. */
  readonly event?: Json
  /** The checked-out repository; a fresh empty folder when absent. */
  readonly workspace?: string
  /** What `${{ github.token }}` gives; hidden from the start, as the runner does. */
  readonly token?: string
  /** Other values that must not appear in anything the action says. */
  readonly secrets?: readonly string[]
  /** Outputs and exported variables that exist to hand a hidden value to later steps. */
  readonly handsOver?: readonly string[]
  /** Run the clean-up as well, where the action has one (default). */
  readonly post?: boolean
  readonly cancel?: Cancel
}

export type Phase = Pick<
  Ended,
  'exitCode' | 'signal' | 'ladder' | 'stdout' | 'stderr' | 'durationMs'
> & {
  readonly outputs: Readonly<Record<string, string>>
  readonly annotations: readonly Annotation[]
  readonly groups: readonly string[]
  /** Lines that people see in the log, commands taken out. */
  readonly log: readonly string[]
  readonly debug: readonly string[]
  readonly summary: string
  readonly state: Readonly<Record<string, string>>
  /** What later steps would find in their environment. */
  readonly exported: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly masks: ReadonlySet<string>
}

export type Finished = Phase & {readonly post: Phase | undefined}

const FILES = {
  output: 'GITHUB_OUTPUT',
  state: 'GITHUB_STATE',
  env: 'GITHUB_ENV',
  path: 'GITHUB_PATH',
  summary: 'GITHUB_STEP_SUMMARY',
} as const

/**
 * Runs a built action as GitHub's runner does, main and then post, and reads what it left.
 * `action` is a name, `root`, or the absolute path of a folder with an `action.yml`.
 * Rejects when the action breaks a rule of the runner, or says a value that it (or the scenario) asked to hide.
 */
export async function runAction(action: string, scenario: Scenario = {}): Promise<Finished> {
  const metadata = await readActionMetadata(action)
  const home = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-runner-')))
  try {
    const environment = await stepEnvironment(metadata, scenario, home)
    const {main: mainScript, post: postScript} = metadata.runs
    const main = await runPhase(mainScript, {metadata, scenario, home, environment})
    const post =
      postScript === undefined || scenario.post === false
        ? undefined
        : await runPhase(postScript, {
            metadata,
            scenario: withoutCancel(scenario),
            home,
            environment: {...environment, ...prefixed('STATE_', main.state)},
            masks: main.masks,
          })
    return {...main, annotations: [...unexpected(metadata, scenario), ...main.annotations], post}
  } finally {
    await rm(home, {recursive: true, force: true})
  }
}

async function stepEnvironment(
  metadata: ActionMetadata,
  scenario: Scenario,
  home: string,
): Promise<Readonly<Record<string, string>>> {
  const workspace = resolve(scenario.workspace ?? join(home, 'workspace'))
  const temporary = join(home, 'temp')
  await mkdir(workspace, {recursive: true})
  await mkdir(temporary, {recursive: true})
  const eventFile = join(home, 'event.json')
  await writeFile(eventFile, JSON.stringify(scenario.event ?? {}))
  const given = scenario.environment ?? {}
  const context = {
    ...Object.fromEntries(
      Object.entries(given)
        .filter(([name]) => name.startsWith('GITHUB_'))
        .map(([name, value]) => [name.slice('GITHUB_'.length).toLowerCase(), value]),
    ),
    workspace,
    token: scenario.token ?? '',
  }
  return {
    PATH: runnerPath(),
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_TEMP: temporary,
    RUNNER_TOOL_CACHE: join(home, 'tools'),
    GITHUB_EVENT_PATH: eventFile,
    ...given,
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: metadata.folder,
    ...inputVariables(metadata, scenario.inputs ?? {}, {github: context}),
  }
}

type Setting = {
  readonly metadata: ActionMetadata
  readonly scenario: Scenario
  readonly home: string
  readonly environment: Readonly<Record<string, string>>
  readonly masks?: ReadonlySet<string>
}

async function runPhase(script: string, setting: Setting): Promise<Phase> {
  const {metadata, scenario, home, environment} = setting
  const folder = await mkdtemp(join(home, 'commands-'))
  const files = Object.fromEntries(
    Object.entries(FILES).map(([name, variable]) => [variable, join(folder, name)]),
  )
  for (const file of Object.values(files)) await writeFile(file, '')

  const ended = await runChild({
    script: resolve(metadata.folder, script),
    directory: environment['GITHUB_WORKSPACE'] ?? home,
    environment: {...environment, ...files},
    cancel: scenario.cancel,
  })
  const read = (name: keyof typeof FILES) => readFile(join(folder, name), 'utf8')
  const {lines, masks, annotations, ...log} = readLog(ended.lines)
  const outputs = parseCommandFile(await read('output'))
  const exported = parseEnvironmentFile(await read('env'))
  const texts = {
    stdout: unmasking(ended.stdout),
    stderr: unmasking(ended.stderr),
    outputs: textBut(outputs, scenario.handsOver),
    summary: await read('summary'),
    environment: textBut(exported, scenario.handsOver),
    path: await read('path'),
  }
  const hidden = new Set([
    ...masks,
    ...(setting.masks ?? []),
    ...(scenario.secrets ?? []),
    ...(scenario.token ? [scenario.token] : []),
  ])
  refuseLeaks(texts, hidden)

  const size = Buffer.byteLength(texts.summary)
  const isTooBig = size > SUMMARY_LIMIT
  return {
    exitCode: ended.exitCode,
    signal: ended.signal,
    ladder: ended.ladder,
    stdout: ended.stdout,
    stderr: ended.stderr,
    durationMs: ended.durationMs,
    outputs: Object.fromEntries(outputs),
    annotations: isTooBig ? [...annotations, summaryRefused(size)] : annotations,
    groups: log.groups,
    log: lines,
    debug: log.debug,
    summary: isTooBig ? '' : texts.summary,
    state: Object.fromEntries(parseCommandFile(await read('state'))),
    exported: Object.fromEntries(exported),
    path: texts.path.split(/\r?\n/).filter(line => line !== ''),
    masks: hidden,
  }
}

/** Everything but the lines that ask to hide something. */
function unmasking(text: string): string {
  return text
    .split('\n')
    .filter(line => !isMaskCommand(line))
    .join('\n')
}

function textBut(values: ReadonlyMap<string, string>, left: readonly string[] = []): string {
  return [...values]
    .filter(([name]) => !left.includes(name))
    .flat()
    .join('\n')
}

/** State is left out: it never leaves the runner, and a clean-up may need the token it revokes. */
function refuseLeaks(texts: Readonly<Record<string, string>>, hidden: ReadonlySet<string>): void {
  for (const [place, text] of Object.entries(texts)) {
    for (const secret of hidden) {
      if (secret !== '' && text.includes(secret)) {
        throw new Error(`a masked value appears in ${place}`)
      }
    }
  }
}

function unexpected(metadata: ActionMetadata, {inputs = {}}: Scenario): readonly Annotation[] {
  const declared = Object.keys(metadata.inputs ?? {})
  const odd = Object.keys(inputs).filter(name => !declared.includes(name.toLowerCase()))
  if (odd.length === 0) return []
  const quoted = (names: readonly string[]) => names.map(name => `'${name}'`).join(', ')
  const message = `Unexpected input(s) ${quoted(odd)}, valid inputs are [${quoted(declared)}]`
  return [{level: 'warning', message, title: undefined, position: undefined}]
}

function summaryRefused(size: number): Annotation {
  const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.round(size / 1024)}k`
  return {level: 'error', message, title: undefined, position: undefined}
}

function prefixed(
  prefix: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]))
}

function withoutCancel({cancel: _, ...scenario}: Scenario): Scenario {
  return scenario
}
