import {nameFromPath} from '../../domain/dataset-name.ts'
import {type DataClue, freeName, isHoldout} from '../../domain/setup/clues.ts'
import type {FirstConfig} from '../../domain/setup/first-config.ts'
import {guessRules, rulesFromNames} from '../../domain/setup/guess-rules.ts'
import type {Filled} from './config.ts'
import type {FoundMetrics, Look} from './repository-look.ts'

type Found = {
  readonly filled: Filled | undefined
  readonly metrics: FoundMetrics | undefined
}

const MOST_HOLDOUTS = 3

/** What the first configuration is to say. */
export function configOf(look: Look, {filled, metrics}: Found): FirstConfig {
  const {clues} = look
  const data = dataOf(look)
  const rules = metrics
    ? guessRules(metrics.metrics)
    : rulesFromNames([...clues.logged, ...look.printed])
  if (filled) {
    const holdouts = data.filter(({role}) => role === 'holdout').slice(0, MOST_HOLDOUTS)
    return {from: filled.from, data: holdouts, code: [], rules}
  }
  const run = runOf(look)
  const [model, ...models] = clues.models
  const isNamed = metrics !== undefined || rules.length > 0
  return {
    data,
    run,
    code: [...new Set([...clues.code, ...(run?.notebook === undefined ? [] : [run.notebook])])],
    params: clues.params,
    metrics: isNamed
      ? {path: metrics?.path ?? 'metrics.json', values: metrics?.metrics.length ?? 0}
      : undefined,
    model: model === undefined ? undefined : {path: model, others: models.length},
    rules,
  }
}

function dataOf({clues, kept}: Look): readonly DataClue[] {
  const taken = new Set<string>()
  const all = [
    ...kept.map(path => ({
      name: nameFromPath(path),
      path,
      role: isHoldout(path) ? ('holdout' as const) : ('train' as const),
      files: 0,
      why: 'DVC keeps it',
    })),
    ...clues.data,
  ]
  return all.map(one => {
    const name = freeName(one.name, taken)
    taken.add(name)
    return {...one, name}
  })
}

type Run = {
  readonly argv: readonly string[]
  readonly why: string
  readonly notebook?: string
}

const PROGRAMS: Readonly<Record<string, string>> = {
  py: 'python',
  ts: 'node',
  js: 'node',
  mjs: 'node',
  r: 'Rscript',
  jl: 'julia',
  sh: 'sh',
}

function runOf({clues, mlproject}: Look): Run | undefined {
  if (mlproject) return {argv: mlproject, why: 'the main entry point of MLproject'}
  const {script, notebooks} = clues
  const program = PROGRAMS[script?.split('.').at(-1)?.toLowerCase() ?? '']
  if (script !== undefined && program !== undefined) {
    return {argv: [program, script], why: 'a script of that name'}
  }
  const [notebook, ...more] = notebooks
  if (notebook === undefined || more.length > 0 || notebook.startsWith('-')) return undefined
  const words = ['--to', 'notebook', '--execute', '--output', 'executed.ipynb', notebook]
  return {argv: ['jupyter', 'nbconvert', ...words], why: 'the only notebook', notebook}
}

/** What has to be set up before the command can run. */
export function languageOf(
  {clues}: Look,
  program: string | undefined,
): 'python' | 'node' | 'other' {
  if (program === 'node' || program === 'npm' || program === 'npx') return 'node'
  if (/^(?:python3?|jupyter)$/.test(program ?? '')) return 'python'
  return clues.packages.some(file => file !== 'package-lock.json') ? 'python' : 'other'
}
