import {remainsOf} from '../../domain/deployment/champion.ts'
import {encodeUndo} from '../../domain/deployment/undo.ts'
import {type RolledOut, rollOut, smokeTest} from '../../features/deployment/index.ts'
import type {Facts} from './facts.ts'
import {type DeployJob, ownerAmongOthers} from './job.ts'
import {STATE} from './status.ts'
import {withTarget} from './target.ts'
import type {Turned} from './turn.ts'

/** The token is asked for here, when nothing else can refuse any more. */
export async function putThere(
  job: DeployJob,
  facts: Facts,
  {deployment, signal, own, touch}: Omit<Turned, 'hasWaited'>,
): Promise<RolledOut> {
  const {setting, wish, config, environment} = job
  const {chain, holdout, live} = facts
  const {model, evaluation} = chain
  if (!model || !evaluation) throw new Error('the guards let a model without evidence pass')
  const {body} = model.section
  const rows = await holdout?.rows()
  if (!rows) setting.runner.info('no smoke test: the command target names no predict address')
  return withTarget(job, {deployment, signal}, target =>
    rollOut({
      target,
      delivery: {
        digest: body.digest,
        files: body.files.map(({path}, index) => ({
          path,
          bytes: model.contents[index] ?? new Uint8Array(),
        })),
      },
      champion: live?.model,
      remains: remainsOf(own, {live, before: deployment}),
      whose: digest => ownerAmongOthers(job, digest),
      onActivate(back) {
        touch()
        const {target: where, token} = wish
        const left = {environment, target: where, token, model: body.digest, back}
        setting.runner.saveState(STATE.undo, encodeUndo(left))
      },
      onLive: () => setting.runner.saveState(STATE.live, 'true'),
      ...(rows
        ? {
            smoke: predict =>
              smokeTest(predict, rows, {
                model: body.digest,
                output: evaluation.section.body.output,
                tolerance: wish.smoke.tolerance,
                classes: config.evaluate?.classes,
              }),
          }
        : {}),
      runner: setting.runner,
      signal,
    }),
  )
}
