import {cpSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark} from './proofmark.ts'

const folder = temporaryFolder()
const LM_EVAL = 'results_2026-05-04T10-11-12.345678.json'

beforeAll(() => {
  cpSync(join(import.meta.dirname, '../fixtures/metrics'), folder(), {recursive: true})
  const limited = {
    results: {t: {'acc,none': 0.9}},
    versions: {t: 1},
    'n-shot': {t: 0},
    'n-samples': {t: {original: 100, effective: 10}},
  }
  writeFileSync(join(folder(), 'limited.json'), JSON.stringify(limited))
  writeFileSync(join(folder(), 'two.json'), JSON.stringify({...limited, _wandb: {}}))
})

async function gate(...args: readonly string[]) {
  const {code, stdout, stderr} = await proofmark(['gate', ...args, '--json'], folder())
  const {verdict, reasonCode, reason} = JSON.parse(stdout)
  return {code, verdict, reasonCode, reason, stderr}
}

describe('the gate judges', () => {
  test.each([
    {
      name: 'lm-evaluation-harness and W&B together, each by its own names',
      args: [
        LM_EVAL,
        'wandb-summary.json',
        '--rule',
        'hellaswag.acc >= 0.28',
        '--rule',
        '"gsm8k.exact_match,strict-match" >= 0.02',
        '--rule',
        'RMSE <= 0.6',
        '--rule',
        'f1 >= 0.9',
      ],
      verdict: 'pass',
      log: [
        `read ${LM_EVAL} as lm-evaluation-harness results because`,
        'read wandb-summary.json as W&B summary because it has _wandb',
      ],
    },
    {
      name: 'the last evaluation of the Trainer, and says that it is not the best',
      args: ['trainer_state.json', '--rule', 'eval_loss <= 0.45'],
      verdict: 'fail',
      log: ['say format: trainer-state:best'],
    },
    {
      name: 'the best one where that was asked for, beside a file of another format',
      args: [
        'trainer_state.json',
        'all_results.json',
        '--format',
        'trainer_state.json: trainer-state:step=500',
        '--rule',
        'train_loss <= 0.7',
        '--rule',
        'learning_rate <= 0.1',
      ],
      verdict: 'pass',
      log: [
        'read trainer_state.json as HF Trainer state because format says so',
        'read all_results.json as HF Trainer results because',
      ],
    },
    {
      name: 'a model card, a report, a history and TOML',
      args: [
        'README.md',
        'sklearn-report.json',
        'keras-history.json',
        'plain.toml',
        '--rule',
        'imdb.test.accuracy >= 0.9',
        '--rule',
        '"macro avg.recall" >= 0.7',
        '--rule',
        'recall[class=*] >= 0.6, at least 3 examples',
        '--rule',
        'val_accuracy >= 0.75',
        '--rule',
        'eval.auc >= 0.9',
      ],
      verdict: 'pass',
      log: ['read plain.toml as TOML metrics'],
    },
    {
      name: "DVC's diff against itself: new values against old ones",
      args: [
        'dvc-diff.json',
        '--baseline',
        'dvc-diff.json',
        '--rule',
        'eval.accuracy >= baseline',
        '--rule',
        'rmse <= baseline + 50%',
      ],
      verdict: 'fail',
      log: ['read dvc-diff.json as output of dvc metrics diff --json'],
    },
  ])('$name', async ({args, verdict, log}) => {
    const told = await gate(...args)
    expect(told).toMatchObject({verdict, code: verdict === 'pass' ? 0 : 1})
    for (const line of log) expect(told.stderr).toContain(line)
    if (args.includes('--baseline')) expect(told.stderr.match(/^read /gm)).toHaveLength(2)
  })
})

describe('nothing passes that', () => {
  test.each([
    {
      name: 'could be two formats',
      args: ['two.json', '--rule', 't.acc >= 0.5'],
      says: /could be lm-eval .* and wandb-summary .*; say which it is with format:/,
    },
    {
      name: 'is not of the format that was named',
      args: ['plain.json', '--format', 'lm-eval', '--rule', 'rmse <= 9'],
      says: /has no results of tasks/,
    },
    {
      name: 'is compared with a part of the examples',
      args: ['limited.json', '--baseline', 'limited.json', '--rule', 't.acc >= baseline'],
      says: /only 10 of 100 examples of t were evaluated/,
    },
  ])('$name', async ({args, says}) => {
    const told = await gate(...args)
    expect(told).toMatchObject({code: 2, verdict: 'error'})
    expect(told.reason).toMatch(says)
  })

  test.each([
    {
      name: 'names a format that there is not',
      args: ['plain.json', '--format', 'lm-evel', '--rule', 'rmse <= 9'],
      says: 'no format is named "lm-evel"; did you mean "lm-eval"?',
    },
    {
      name: 'names a file that is not read',
      args: ['plain.json', '--format', 'plian.json: json', '--rule', 'rmse <= 9'],
      says: 'format names what is not among the metrics files: "plian.json"; did you mean "plain.json"?',
    },
  ])('$name', async ({args, says}) => {
    const {code, stdout} = await proofmark(['gate', ...args], folder())
    expect(code).toBe(2)
    expect(stdout).toContain(says)
  })
})
