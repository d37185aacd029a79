import {expect, test} from 'vitest'
import {fuzz, numbersIn} from '../../../fakes/metric-fuzz.ts'

const JSON_PIECES = [
  '"',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  'NaN',
  '-Infinity',
  '1e400',
  'null',
  'true',
  '{"a":',
  '-',
  '9',
]
const YAML_PIECES = [
  ' ',
  '\n',
  ': ',
  '- ',
  '"',
  "'",
  '#',
  '.nan',
  '-.inf',
  '&a ',
  '*a',
  '!!',
  '{',
  '---\n',
  '\t',
  '~',
]
const TOML_PIECES = [
  '"',
  "'",
  '[',
  ']',
  '=',
  '.',
  '\n',
  'nan',
  '-inf',
  '"""',
  '#',
  '[[a]]',
  '{',
  '_',
  '0x1',
]

test.each([
  {file: 'plain.json', format: 'json', pieces: JSON_PIECES},
  {file: 'dvc-show.json', format: 'dvc-show', pieces: JSON_PIECES},
  {file: 'dvc-diff.json', format: 'dvc-diff', pieces: JSON_PIECES},
  {file: 'dvclive/metrics.json', format: 'dvclive', pieces: JSON_PIECES},
  {file: 'wandb-summary.json', format: 'wandb-summary', pieces: JSON_PIECES},
  {file: 'results_2026-05-04T10-11-12.345678.json', format: 'lm-eval', pieces: JSON_PIECES},
  {file: 'all_results.json', format: 'hf-results', pieces: JSON_PIECES},
  {file: 'trainer_state.json', format: 'trainer-state', pieces: JSON_PIECES},
  {file: 'sklearn-report.json', format: 'sklearn-report', pieces: JSON_PIECES},
  {file: 'keras-history.json', format: 'keras-history', pieces: JSON_PIECES},
  {file: 'plain.yaml', format: 'yaml', pieces: YAML_PIECES},
  {file: '.eval_results/exam.yaml', format: 'hf-eval-results', pieces: YAML_PIECES},
  {
    file: 'README.md',
    format: 'model-index',
    pieces: YAML_PIECES,
    // "89.5 %" is 0.895.
    mayHold: (bytes: Buffer, value: number) =>
      numbersIn(bytes).some(
        number =>
          number === Math.abs(value) || Number((number / 100).toPrecision(15)) === Math.abs(value),
      ),
  },
  {file: 'plain.toml', format: 'toml', pieces: TOML_PIECES},
])('mutated files of $format are read as they are, or refused', async fuzzed => {
  expect(await fuzz(fuzzed)).toEqual([])
})
