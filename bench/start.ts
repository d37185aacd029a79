import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {interleave, median, milliseconds, printRows, runOnce} from './measure.ts'

/** Start of an action that needs no API, against an empty Node process. */
export async function benchStart(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-bench-'))
  try {
    const empty = join(folder, 'empty.js')
    const output = join(folder, 'output')
    writeFileSync(empty, '')
    writeFileSync(output, '')
    writeFileSync(join(folder, 'metrics.json'), '{"rmse": 3.2}')
    const environment = {
      PATH: process.env['PATH'] ?? '',
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
      INPUT_METRICS: 'metrics.json',
      INPUT_RULES: 'rmse <= 3.5',
    }
    const times = await interleave(rounds, [
      () => runOnce(process.execPath, [empty], {cwd: folder, environment}),
      () => runOnce(process.execPath, [resolve('dist/gate.js')], {cwd: folder, environment}),
      () =>
        runOnce(
          process.execPath,
          [resolve('dist/cli.js'), 'gate', 'metrics.json', '--rule', 'rmse <= 3.5'],
          {cwd: folder, environment: {PATH: environment.PATH}},
        ),
      () =>
        runOnce(
          process.execPath,
          [resolve('dist/cli.js'), 'gate', 'metrics.json', '--rule', 'rmse <= 3.5'],
          {cwd: folder, environment: {PATH: environment.PATH, HOME: folder}},
        ),
    ])
    const [base = 0, action = 0, cli = 0, again = 0] = times.map(median)
    const rows = [
      {what: 'gate, absolute rule, as an action', took: action},
      {what: 'the same in a terminal', took: cli},
      {what: 'the same, compiled before', took: again},
    ].map(({what, took}) => ({
      what,
      ours: milliseconds(took),
      peer: `${milliseconds(base)} (empty Node process)`,
      ratio: took / base,
      budget: 'at most 4, aim 3',
      isWithin: took / base <= 4,
    }))
    printRows('Start of a process', rows)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
