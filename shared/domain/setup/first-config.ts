import type {DataClue} from './clues.ts'
import type {GuessedRule} from './guess-rules.ts'
import {yamlText} from './yaml-text.ts'

/** What stands in the first configuration. Whatever is not known is left out. */
export type FirstConfig = {
  /** A pipeline of DVC that says the rest. */
  readonly from?: string | undefined
  readonly data: readonly DataClue[]
  readonly run?: {readonly argv: readonly string[]; readonly why: string} | undefined
  readonly code: readonly string[]
  readonly params?: string | undefined
  readonly metrics?: {readonly path: string; readonly values: number} | undefined
  readonly model?: {readonly path: string; readonly others: number} | undefined
  readonly rules: readonly GuessedRule[]
}

const SCHEMA =
  'https://raw.githubusercontent.com/proofmark/proofmark/main/schemas/proofmark.schema.json'

/**
 * The text of a first `proofmark.yml`, every guess marked. Names of files and metrics are hostile: they stand in quoted
 * scalars alone, never in a comment.
 */
export function firstConfigText(config: FirstConfig): string {
  const train = trainLines(config)
  const blocks = [
    [
      `# yaml-language-server: $schema=${SCHEMA}`,
      '# Written by `proofmark init`. What it guessed is marked: look at it, then take the mark away.',
      '# https://github.com/proofmark/proofmark/blob/main/docs/proofmark-yml.md has every key.',
    ],
    config.from === undefined ? [] : [`from: ${yamlText(config.from)} # what is not said here`],
    config.data.length === 0 ? [] : ['data:', ...config.data.map(dataLine)],
    train.length === 0 ? [] : ['train:', ...train],
    config.model === undefined ? [] : [modelLine(config.model)],
    gateLines(config),
  ]
  return `${blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')}\n`
}

function dataLine({name, path, role, why}: DataClue): string {
  return `  ${yamlText(name)}: { path: ${yamlText(path)}, role: ${role} } # guess: ${why}`
}

function trainLines({run, code, params, metrics}: FirstConfig): readonly string[] {
  return [
    ...(run === undefined ? [] : [`  run: ${listOf(run.argv)} # guess: ${run.why}`]),
    ...(code.length === 0
      ? []
      : [`  code: ${listOf(code)} # guess: a change to them means training again`]),
    ...(params === undefined ? [] : [`  params: ${yamlText(params)} # guess: by its name`]),
    ...(metrics === undefined
      ? []
      : [`  metrics: ${yamlText(metrics.path)} # guess: ${valuesOf(metrics.values)}`]),
  ]
}

function valuesOf(values: number): string {
  return values === 0
    ? 'training is to write it'
    : `it holds ${values} ${values === 1 ? 'number' : 'numbers'}`
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map(yamlText).join(', ')}]`
}

function modelLine({path, others}: {readonly path: string; readonly others: number}): string {
  const more =
    others === 0
      ? 'the only file that looks like one'
      : `one of ${others + 1} files that look like one`
  return `model: { path: ${yamlText(path)} } # guess: ${more}`
}

function gateLines({rules}: FirstConfig): readonly string[] {
  if (rules.length === 0) {
    return [
      '# gate:                        # what a change must keep; nothing passes without a rule',
      '#   rules:',
      '#     - rmse <= baseline + 2%    # with the name of a metric that training writes',
    ]
  }
  return [
    'gate:',
    '  rules:',
    ...rules.map(
      ({rule, today, better}) =>
        `    - ${yamlText(rule)} # guess: ${better} is better by its name${today === undefined ? '' : `; today ${today}`}`,
    ),
  ]
}
