import {printCommand} from '../../domain/command-line.ts'
import {refreshOf} from '../../domain/dataset-config.ts'
import {ActionError} from '../../platform/errors.ts'
import {parseDuration} from '../../platform/input-values.ts'
import {runMarked} from '../../platform/marked-process.ts'
import {describeEnd, tellLeft} from '../../platform/process-end.ts'
import {childEnvironment} from '../../platform/process-environment.ts'
import {wordsOf} from '../command.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'

const USUAL_TIMEOUT_MS = 3_600_000

/** Runs the commands that bring new data, one after the other in the order of the configuration. */
export async function refreshData(
  setting: Setting,
  datasets: readonly DatasetWish[],
): Promise<void> {
  const {runner, context} = setting
  if (context && !context.isDefaultBranch) {
    throw new ActionError(
      'untrusted-run',
      'new data are only fetched by runs of the default branch, whose commands were reviewed',
      {
        hint: 'Take "refresh: true" out of this workflow; a workflow on a schedule is the place for it.',
      },
    )
  }
  const commands = datasets.flatMap(({name, settings}) =>
    settings?.refresh === undefined ? [] : [{name, ...refreshOf(settings.refresh)}],
  )
  if (commands.length === 0) {
    throw new ActionError('no-refresh', 'no dataset says how new data are fetched', {
      hint: `Say it in ${setting.configPath}:\n  data:\n    prices: { path: data/prices.csv, refresh: [python, fetch.py] }\nData at an address, such as s3://…, need no command.`,
    })
  }
  for (const command of commands)
    await runner.group(`New ${command.name}`, () => refresh(setting, command))
}

type Command = {readonly name: string} & ReturnType<typeof refreshOf>

async function refresh(
  {runner, place}: Setting,
  {name, run, pass, timeout}: Command,
): Promise<void> {
  const argv = wordsOf(run, `data:\n  ${name}:\n    refresh: [python, fetch.py]`)
  runner.info(`$ ${printCommand(argv)}`)
  const timeoutMs = timeout === undefined ? USUAL_TIMEOUT_MS : parseDuration(timeout)
  const {exit, left, lastLines} = await runMarked(argv, {
    cwd: place.workspace,
    environment: childEnvironment(place.environment, pass),
    timeoutMs,
    outputLimitBytes: 0,
    onLine: line => runner.info(line),
  })
  tellLeft(runner, `fetching ${name}`, left)
  if (exit.kind === 'exited' && exit.code === 0) return
  throw new ActionError(
    'refresh-failed',
    `fetching ${name} failed: it ${describeEnd(exit, timeoutMs)}`,
    {
      hint:
        exit.kind === 'not-started'
          ? `Nothing was measured. Is ${JSON.stringify(argv[0])} installed, and on the PATH? It runs in ${place.workspace}.`
          : 'Nothing was measured. What the command said stands above.',
      cause:
        exit.kind === 'not-started'
          ? exit.cause
          : new Error(lastLines.join('\n') || 'it said nothing'),
    },
  )
}
