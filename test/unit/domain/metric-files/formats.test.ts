import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readFormatWishes, wishFor} from '../../../../shared/domain/metric-files/format-wishes.ts'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import {parseMetrics} from '../../../../shared/features/gating/index.ts'

const FIXTURES = join(import.meta.dirname, '../../../fixtures/metrics')

/** A metric on one line, with all that is known of it but its place. */
function shown({
  key,
  value,
  n,
  stderr,
  interval,
  unit,
  direction,
  step,
  slice,
  dtype,
}: MetricRecord) {
  return [
    `${key.join(' > ')}${slice ? ` ${JSON.stringify(slice)}` : ''} = ${value}`,
    ...(stderr === undefined ? [] : [`stderr ${stderr}`]),
    ...(interval === undefined ? [] : [`${interval.low} to ${interval.high}`]),
    ...(n === undefined ? [] : [`n ${n}`]),
    ...(step === undefined ? [] : [`step ${step}`]),
    ...[unit, direction, dtype].filter(word => word !== undefined),
  ].join(', ')
}

const PLAIN = ['eval > accuracy = 0.91', 'eval > auc = 0.95', 'rmse = 3.4']

test.each([
  {file: 'plain.json', note: 'JSON metrics because of its name (3 values)', metrics: PLAIN},
  {file: 'plain.yaml', note: 'YAML metrics because of its name (3 values)', metrics: PLAIN},
  {
    file: 'plain.toml',
    note: 'TOML metrics because of its name (3 values)',
    metrics: ['rmse = 3.4', 'eval > accuracy = 0.91', 'eval > auc = 0.95'],
  },
  {
    file: 'dvc-show.json',
    note: 'output of dvc metrics show --json because its revisions hold files with data (2 values)',
    metrics: ['rmse = 0.025', 'eval > accuracy = 0.91'],
  },
  {
    file: 'dvc-diff.json',
    note: 'output of dvc metrics diff --json because its values have old and new (2 values)',
    metrics: ['rmse = 0.05', 'eval.accuracy = 0.91'],
  },
  {
    file: 'dvclive/metrics.json',
    note: 'DVCLive metrics because of its name (2 values)',
    metrics: ['train > acc = 0.93, step 15', 'test > acc = 0.9, step 15'],
  },
  {
    file: 'wandb-summary.json',
    note: 'W&B summary because it has _wandb (4 values)',
    metrics: [
      'R2 = 0.9424, step 40',
      'RMSE = 0.5529, step 40',
      'val > loss > min = 0.31, step 40',
      'f1 = 0.8999999761581421, step 40, f32',
    ],
  },
  {
    file: 'results_2026-05-04T10-11-12.345678.json',
    note: 'lm-evaluation-harness results because it has results, versions and n-shot (6 values)',
    metrics: [
      'hellaswag > acc = 0.2891, stderr 0.0045, n 10042, higher',
      'hellaswag > acc_norm = 0.3134, stderr 0.0046, n 10042, higher',
      'gsm8k > exact_match,strict-match = 0.0212, stderr 0.004, n 1319, higher',
      'gsm8k > exact_match,flexible-extract = 0.0296, stderr 0.0047, n 1319, higher',
      'wikitext > word_perplexity = 37.37, n 62, lower',
      'reading > acc = 0.3, stderr 0.004, n 11361',
    ],
  },
  {
    file: 'all_results.json',
    note: 'HF Trainer results because it is flat and has eval_runtime (7 values)',
    metrics: [
      'eval_accuracy = 0.8412, n 250, step 1',
      'eval_loss = 0.494, n 250, step 1',
      'eval_runtime = 22.1, step 1, s',
      'eval_samples = 250, step 1',
      'eval_samples_per_second = 11.29, step 1, 1/s',
      'total_flos = 123456789000, step 1',
      'train_loss = 0.61, step 1',
    ],
  },
  {
    file: 'trainer_state.json',
    note: 'HF Trainer state because it has log_history and global_step (7 values)',
    metrics: [
      'loss = 0.35, step 1000',
      'learning_rate = 0, step 1000',
      'eval_accuracy = 0.84, step 1000',
      'eval_loss = 0.4702, step 1000',
      'eval_runtime = 3.1, step 1000',
      'total_flos = 1234.5, step 1000',
      'train_loss = 0.53, step 1000',
    ],
  },
  {
    file: 'README.md',
    note: 'HF model-index because it has model-index (3 values)',
    metrics: [
      'imdb > test > accuracy = 0.9',
      'imdb > test > f1 = 0.895, 0.889 to 0.901',
      'common_voice > de > wer = 20, 18.8 to 21.2',
    ],
  },
  {
    file: '.eval_results/exam.yaml',
    note: 'HF evaluation results because it is a list of values with dataset.id (2 values)',
    metrics: ['cais/hle > default = 20.9', 'cais/hle > physics = 18.1'],
  },
  {
    file: 'sklearn-report.json',
    note: 'scikit-learn classification report because all 4 of its parts have precision, recall, f1-score and support (13 values)',
    metrics: [
      'precision {"class":"cat"} = 0.6667, n 3, higher',
      'recall {"class":"cat"} = 0.6667, n 3, higher',
      'f1-score {"class":"cat"} = 0.6667, n 3, higher',
      'precision {"class":"v1.0 dog"} = 0.8, n 5, higher',
      'recall {"class":"v1.0 dog"} = 0.8, n 5, higher',
      'f1-score {"class":"v1.0 dog"} = 0.8, n 5, higher',
      'accuracy = 0.75, n 8, higher',
      'macro avg > precision = 0.73335, n 8, higher',
      'macro avg > recall = 0.73335, n 8, higher',
      'macro avg > f1-score = 0.73335, n 8, higher',
      'weighted avg > precision = 0.75, n 8, higher',
      'weighted avg > recall = 0.75, n 8, higher',
      'weighted avg > f1-score = 0.75, n 8, higher',
    ],
  },
  {
    file: 'keras-history.json',
    note: 'Keras history because it has 4 lists of 3 values, loss among them (4 values)',
    metrics: [
      'loss = 0.2, step 2',
      'accuracy = 0.8999999761581421, step 2, f32',
      'val_loss = 0.55, step 2',
      'val_accuracy = 0.78, step 2',
    ],
  },
])('$file is read as $note', async ({file, note, metrics}) => {
  const read = await parseMetrics(readFileSync(join(FIXTURES, file)), file)
  expect(read.problems).toEqual([])
  expect(read.notes).toEqual([`read ${file} as ${note}`])
  expect(read.metrics.map(shown)).toEqual(metrics)
})

test.each([
  {
    file: 'trainer_state.json',
    format: 'trainer-state:best',
    metrics: [
      'loss = 0.72, step 500',
      'learning_rate = 0.000019, step 500',
      'eval_accuracy = 0.83, step 500',
      'eval_loss = 0.4311, step 500',
      'eval_runtime = 3.2, step 500',
    ],
  },
  {
    file: 'trainer_state.json',
    format: 'trainer-state:step=499',
    problem: 'nothing was logged at step 499',
  },
  {
    file: 'keras-history.json',
    format: 'keras-history:best',
    metrics: [
      'loss = 0.4, step 1',
      'accuracy = 0.8, step 1',
      'val_loss = 0.5, step 1',
      'val_accuracy = 0.79, step 1',
    ],
  },
  {
    file: 'keras-history.json',
    format: 'keras-history:max=accuracy',
    metrics: [
      'loss = 0.2, step 2',
      'accuracy = 0.8999999761581421, step 2, f32',
      'val_loss = 0.55, step 2',
      'val_accuracy = 0.78, step 2',
    ],
  },
  {
    file: 'keras-history.json',
    format: 'keras-history:min=val_los',
    problem: 'has no val_los, but loss, accuracy, val_loss, val_accuracy',
  },
  {
    file: 'keras-history.json',
    format: 'keras-history:epoch=0',
    metrics: [
      'loss = 0.7, step 0',
      'accuracy = 0.6, step 0',
      'val_loss = 0.69, step 0',
      'val_accuracy = 0.61, step 0',
    ],
  },
  {
    file: 'keras-history.json',
    format: 'keras-history:epoch=3',
    problem: 'holds 3 epochs, the last of which is 2',
  },
  {file: 'dvc-diff.json', format: 'dvc-diff:old', metrics: ['rmse = 0.025', 'eval.accuracy = 0.9']},
  {file: 'dvc-show.json', format: 'dvc-show:rev=main', problem: 'holds no revision "main", but ""'},
  {file: 'plain.json', format: 'lm-eval', problem: 'has no results of tasks'},
  {file: 'plain.json', format: 'trainer-state', problem: 'has no list log_history'},
  {
    file: 'plain.json',
    format: 'keras-history',
    problem: 'holds something besides lists of numbers, one for each epoch',
  },
  {file: 'plain.json', format: 'hf-eval-results', problem: 'is no list of values with a dataset'},
  {file: 'plain.json', format: 'model-index', problem: 'has no list model-index'},
  {
    file: 'plain.json',
    format: 'dvc-diff',
    problem: 'holds no change with old and new; write it with dvc metrics diff --all --json',
  },
])('$file as $format', async ({file, format, metrics = [], problem}) => {
  const wish = wishFor(readFormatWishes([format]), file)
  const read = await parseMetrics(readFileSync(join(FIXTURES, file)), file, {wish})
  expect(read.metrics.map(shown)).toEqual(metrics)
  expect(read.problems).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)])
  expect(read.warnings).toEqual([])
})
