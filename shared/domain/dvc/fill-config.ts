import {splitCommand} from '../command-line.ts'
import type {Config} from '../config.ts'
import {nameFromPath} from '../dataset-name.ts'
import type {Pipeline} from './pipeline-file.ts'
import {DEFAULT_PARAMS} from './pipeline-file.ts'
import type {PipelineStage} from './pipeline-stage.ts'
import {isAtOrBelow, placeOf} from './place.ts'
import {trainingStage} from './training-stage.ts'

/** What a pipeline of DVC says, in our words. What is written in the configuration wins. */
export type Filling =
  | {readonly value: Config}
  /** Each one says what to write. */
  | {readonly problems: readonly string[]}

type Source = {
  readonly pipeline: Pipeline
  /** Where the pipeline lies, relative to the repository. */
  readonly folder: string
  readonly stage: string | undefined
}

export function fillConfig(config: Config, {pipeline, folder, stage: named}: Source): Filling {
  const found = trainingStage(pipeline, config, named)
  if ('problem' in found) return {problems: [found.problem]}
  const stage = found.value
  const problems: string[] = []
  const at = (path: string) => {
    const place = placeOf(folder, stage.wdir, path)
    if (place.kind === 'inside') return place.path
    problems.push(
      `${path} of stage ${stage.name} lies outside of the repository; it cannot be tracked`,
    )
    return undefined
  }
  const made = new Set(pipeline.stages.flatMap(({outs}) => outs.map(({path}) => path)))
  const deps = sortDeps(stage, {at, config, made, problems})
  const params = paramsOf(stage, at)
  const run = config.train?.run ?? runOf(stage, folder, problems)
  const metrics = config.train?.metrics ?? metricsOf(stage, {pipeline, at, problems})
  const model = config.model?.path ?? modelOf(stage, {pipeline, at, problems})
  const code = config.train?.code ?? [...deps.code, ...params.slice(1)]
  if (problems.length > 0) return {problems}
  const firstParams = config.train?.params ?? params[0]
  return {
    value: {
      ...config,
      data: {...deps.data, ...config.data},
      train: {
        ...config.train,
        ...(run === undefined ? {} : {run}),
        ...(code.length > 0 ? {code} : {}),
        ...(firstParams === undefined ? {} : {params: firstParams}),
        ...(metrics === undefined ? {} : {metrics}),
      },
      ...(model === undefined ? {} : {model: {...config.model, path: model}}),
    },
  }
}

type Asking = {
  readonly at: (path: string) => string | undefined
  readonly config: Config
  /** What the stages of the pipeline write themselves. */
  readonly made: ReadonlySet<string>
  readonly problems: string[]
}

const DATA_FILE =
  /\.(csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|zip|gz|tar|tgz|zst|bz2|xz|pkl|pickle|txt|xlsx?|avro|orc|tfrecord|lmdb|db|sqlite|png|jpe?g|wav|mp3|flac|bin|pt|onnx|safetensors)$/i
const CODE_FILE =
  /(\.(py|r|rmd|ipynb|sh|jl|m|js|mjs|ts|sql|c|cc|cpp|h|rs|go|java|scala|ya?ml|toml|cfg|ini|lock)|(^|\/)(requirements[^/]*\.txt|Makefile|Dockerfile))$/i
const DATA_FOLDER =
  /(^|\/)(data|datasets?|raw|processed|prepared|interim|external|features|images|corpus)(\/|$)/i
const CODE_FOLDER = /(^|\/)(src|lib|code|scripts?|pkg|packages?|notebooks)(\/|$)/i

/** Data that is declared already is not declared again; what could be both is asked about. */
function sortDeps({name, deps}: PipelineStage, {at, config, made, problems}: Asking) {
  const declared = Object.values(config.data ?? {}).map(({path}) => plain(path))
  const named = (config.train?.code ?? []).map(plain)
  const data: Record<string, {readonly path: string; readonly role: 'train'}> = {}
  const code: string[] = []
  for (const dep of deps) {
    const path = at(dep)
    if (path === undefined || declared.includes(path)) continue
    if (named.some(one => isAtOrBelow(path, one))) continue
    const kind = kindOf(dep, made.has(dep))
    if (kind === 'code') code.push(path)
    else if (kind === 'data') {
      data[freeName(path, new Set([...Object.keys(data), ...Object.keys(config.data ?? {})]))] = {
        path,
        role: 'train',
      }
    } else {
      problems.push(
        `${path}, on which stage ${name} depends, could be data or code. Write one of:\n` +
          `  data: { ${nameFromPath(path)}: { path: ${path} } }\n  train: { code: [${path}] }`,
      )
    }
  }
  return {data, code}
}

function kindOf(path: string, isMade: boolean): 'data' | 'code' | undefined {
  if (isMade) return 'data'
  if (CODE_FILE.test(path)) return 'code'
  if (DATA_FILE.test(path) || DATA_FOLDER.test(path)) return 'data'
  return CODE_FOLDER.test(path) ? 'code' : undefined
}

function freeName(path: string, taken: ReadonlySet<string>): string {
  const name = nameFromPath(path)
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`
}

function plain(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/(?<=.)\/+$/, '')
}

/** The file of parameters first; further ones count as code, whose content matters as a whole. */
function paramsOf({params}: PipelineStage, at: Asking['at']): readonly string[] {
  const files = new Set(params.map(({file}) => file ?? DEFAULT_PARAMS))
  const sorted = [...files].sort(
    (a, b) => Number(b === DEFAULT_PARAMS) - Number(a === DEFAULT_PARAMS),
  )
  return sorted.flatMap(file => at(file) ?? [])
}

function runOf(stage: PipelineStage, folder: string, problems: string[]): string | undefined {
  const [line, ...more] = stage.cmd
  const here = placeOf(folder, stage.wdir)
  const write = 'Write the command under train.run; with a shell: run: [sh, -c, "…"]'
  if (line === undefined) return undefined
  if (more.length > 0) problems.push(`stage ${stage.name} has several commands. ${write}`)
  else if (here.kind !== 'inside' || here.path !== '.') {
    problems.push(`stage ${stage.name} runs in another folder. ${write}`)
  } else {
    const split = splitCommand(line)
    if ('message' in split) {
      problems.push(`the command of stage ${stage.name} needs a shell (${split.message}). ${write}`)
    }
  }
  return line
}

type Wanted = {
  readonly pipeline: Pipeline
  readonly at: Asking['at']
  readonly problems: string[]
}

function metricsOf(stage: PipelineStage, {pipeline, at, problems}: Wanted): string | undefined {
  const own = stage.outs.filter(({kind}) => kind === 'metric').map(({path}) => path)
  const written = new Set(stage.outs.map(({path}) => path))
  const top = pipeline.metrics.filter(path => written.has(path))
  const [only, ...more] = own.length > 0 ? own : top
  if (only === undefined) return undefined
  if (more.length > 0) {
    problems.push(
      `stage ${stage.name} writes several metrics files. Write the one to judge: train: { metrics: ${only} }`,
    )
  }
  return at(only)
}

function modelOf(stage: PipelineStage, {pipeline, at, problems}: Wanted): string | undefined {
  const outs = stage.outs.filter(({kind}) => kind === 'out').map(({path}) => path)
  const named = pipeline.artifacts.filter(({path, type}) => type === 'model' && outs.includes(path))
  const [only, ...more] = named.length > 0 ? named.map(({path}) => path) : outs
  if (only === undefined) return undefined
  if (more.length > 0) {
    problems.push(
      `stage ${stage.name} writes several outputs. Write the model: model: { path: ${only} }`,
    )
  }
  return at(only)
}
