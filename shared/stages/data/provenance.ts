import {printCommand} from '../../domain/command-line.ts'
import type {Config} from '../../domain/config.ts'
import type {DataBody, DatasetRecord} from '../../domain/data.ts'
import {folderOf} from '../../domain/dvc/place.ts'
import {type Finding, findingOf} from '../../domain/finding.ts'
import {isPlanned} from '../../domain/model-inputs.ts'
import {isTouching} from '../../domain/provenance/chain.ts'
import {
  type Artifact,
  boundedStep,
  MOST_STEPS,
  type Provenance,
  type Step,
} from '../../domain/provenance/provenance.ts'
import type {RunRecord} from '../../domain/record.ts'
import type {Broken, Lineage} from '../../features/dvc/index.ts'
import {isFile} from '../../platform/files.ts'
import {lastCommitOf} from '../../platform/git.ts'
import {readGlob} from '../../platform/glob.ts'
import {absolutePath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import {wordsOf} from '../command.ts'
import type {Setting} from '../setting.ts'

type Made = Pick<DataBody, 'datasets' | 'code' | 'parameters'>

type Known = {
  readonly config: Config | undefined
  /** What earlier runs trained may be what is trained on now. */
  readonly records: readonly RunRecord[]
  /** Digests of the datasets that are one file, by name: the SHA-256 of that file itself. */
  readonly alone: ReadonlyMap<string, string>
}

export type Traced = {
  readonly provenance?: Provenance
  readonly findings: readonly Finding[]
}

/** Which steps made the data, and which one makes the model of them, as far as that is written down anywhere. */
export async function traceData(
  setting: Setting,
  made: Made,
  {config, records, alone}: Known,
): Promise<Traced> {
  const {runner} = setting
  const {datasets} = made
  const paths = datasets.map(({path}) => plainPath(path))
  const lineage = await lineageOf(setting, {
    paths,
    folders: lockFolders([...paths, setting.configPath, config?.from?.replace(/:.*/, '') ?? '']),
  })
  const locked = await withCommits(lineage.steps, setting)
  const steps = [
    ...locked,
    ...records.flatMap(record => recordedSteps(datasets, {record, alone})),
    ...trainingStep(setting, made, config),
  ].map(boundedStep)
  for (const {name, from, file, outputs} of steps) {
    if (from === 'configuration') continue
    const made = outputs.map(({path}) => pathText(path)).slice(0, MOST_NAMED)
    runner.info(`${made.join(', ')}: made by ${name}, as ${pathText(file ?? 'a record')} says`)
  }
  const isCut = lineage.isCut || steps.length > MOST_STEPS
  // What makes the model of the data is no provenance of the data: alone it says nothing that the report does not.
  const isTold = steps.some(({from}) => from !== 'configuration')
  return {
    ...(isTold ? {provenance: {steps: steps.slice(-MOST_STEPS), ...(isCut ? {isCut} : {})}} : {}),
    findings: findingsOf(lineage, datasets),
  }
}

/** Paths that one line of the log names. */
const MOST_NAMED = 5

/** The part of a glob before its first wildcard. */
function plainPath(path: string): string {
  const plain = (readGlob(path)?.base ?? path).replace(/^(?:\.\/)+/, '').replace(/(?<=.)\/+$/, '')
  return plain === '' ? '.' : plain
}

const NO_LINEAGE: Lineage = {
  steps: [],
  isCut: false,
  broken: [],
  unreadable: [],
  isUnchecked: false,
}

type Traceable = {readonly paths: readonly string[]; readonly folders: readonly string[]}

/** What DVC's locks say; few repositories have one, and only those load what reads it. */
async function lineageOf({place, runner}: Setting, {paths, folders}: Traceable): Promise<Lineage> {
  const locks: string[] = []
  for (const folder of folders) {
    const lock = absolutePath(place, `${folder}/dvc.lock`)
    if (await isFile(lock)) locks.push(lock)
  }
  if (locks.length === 0) return NO_LINEAGE
  const {traceLocks} = await import('../../features/dvc/index.ts')
  return traceLocks({place, paths, locks, onProgress: runner.progress})
}

/** The folders of the files, and all above them. */
function lockFolders(paths: readonly string[]): readonly string[] {
  const folders = new Set(['.'])
  for (const path of paths) {
    if (path.startsWith('/') || path.split('/').includes('..')) continue
    for (let at = path; at !== '.' && at !== ''; at = folderOf(at)) folders.add(folderOf(at))
  }
  return [...folders].sort()
}

async function withCommits(steps: readonly Step[], {place}: Setting): Promise<readonly Step[]> {
  const commits = new Map<string, string | undefined>()
  for (const {file} of steps) {
    if (file === undefined || commits.has(file)) continue
    commits.set(file, await lastCommitOf(place.workspace, file))
  }
  return steps.map(step => {
    const commit = step.file === undefined ? undefined : commits.get(step.file)
    return commit === undefined ? step : {...step, commit}
  })
}

type Recorded = {readonly record: RunRecord; readonly alone: Known['alone']}

/** Data that a record calls its model, such as weights that training goes on with. */
function recordedSteps(
  datasets: readonly DatasetRecord[],
  {record, alone}: Recorded,
): readonly Step[] {
  const {model, training, data} = record
  if (!model || !training || !data) return []
  const {digest} = model.body
  const output = datasets.find(one => (alone.get(one.name) ?? one.digest) === digest)
  if (!output) return []
  return [
    {
      name: `training of ${record.pipeline}`,
      from: 'record',
      command: [printCommand(training.body.command)],
      commit: record.commit,
      inputs: inputsOf(data.body),
      outputs: [{path: output.path, digest, state: 'match'}],
    },
  ]
}

function trainingStep({author}: Setting, made: Made, config: Config | undefined): readonly Step[] {
  const {run} = config?.train ?? {}
  if (run === undefined) return []
  const model = config?.model?.path
  return [
    {
      name: 'training',
      from: 'configuration',
      command: [printCommand(wordsOf(run))],
      ...(author.commit === undefined ? {} : {commit: author.commit}),
      inputs: inputsOf(made),
      outputs: model === undefined ? [] : [{path: model}],
    },
  ]
}

/** What training reads: its data, its code, its parameters. The holdout is none of it. */
function inputsOf({datasets, code, parameters}: Made): Artifact[] {
  const data = datasets.filter(({role}) => isPlanned(role) && role !== 'holdout')
  return [...data, ...(code ? [code] : []), ...(parameters ? [parameters] : [])].map(
    ({path, digest}) => ({path, digest}),
  )
}

const MOST_FINDINGS = 50

function findingsOf(lineage: Lineage, datasets: readonly DatasetRecord[]): readonly Finding[] {
  const {broken, unreadable, isUnchecked, steps} = lineage
  const nameOf = (path: string) =>
    datasets.find(one => isTouching(plainPath(one.path), path))?.name ?? datasets[0]?.name ?? ''
  const outputs = new Set(steps.flatMap(step => step.outputs.map(({path}) => path)))
  const told = broken.filter(({kind, path}) => kind === 'out' || !outputs.has(path))
  return [
    ...told.slice(0, MOST_FINDINGS).map(one => brokenFinding(one, nameOf(one.path))),
    ...unreadable.map(file =>
      findingOf('step-unreadable', {
        dataset: nameOf(file),
        message: `${file} cannot be read, so nothing is known of the steps in it; verify tells why`,
      }),
    ),
    ...(isUnchecked
      ? [
          findingOf('step-unchecked', {
            dataset: datasets[0]?.name ?? '',
            message:
              'the steps read and wrote so much that nobody looked whether it is as recorded; verify does',
          }),
        ]
      : []),
  ]
}

function brokenFinding({kind, stage, path, file, line, message}: Broken, dataset: string): Finding {
  const rows = [{file, line, text: stage}]
  return kind === 'out'
    ? findingOf('step-output-differs', {
        dataset,
        message: `${path} is not what stage ${stage} of ${file} made: ${message}`,
        rows,
      })
    : findingOf('step-input-differs', {
        dataset,
        message: `${path} is not what stage ${stage} of ${file} read when it ran: ${message}`,
        rows,
      })
}
