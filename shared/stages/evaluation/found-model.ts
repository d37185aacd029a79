import type {ModelSection} from '../../domain/record.ts'
import {loadModel, loadTraining} from '../../features/history/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {didYouMeanPath} from '../../platform/near-path.ts'
import {inputHint} from '../hints.ts'
import {evaluateInputs} from '../inputs.ts'
import {keepModel, type MeasuredModel, measureModel} from '../model.ts'
import {type Setting, whose} from '../setting.ts'

export type Candidate = MeasuredModel & {
  readonly section: ModelSection
  /** Another job made it. */
  readonly isHandedOn: boolean
}

/** The model that training left in this run; without one the file at hand, which then becomes the run's model. */
export async function findCandidate(
  setting: Setting,
  path: string | undefined,
): Promise<Candidate> {
  const {stores, runner, configPath} = setting
  const loaded = await loadModel(stores, whose(setting))
  if (loaded) {
    const {section, contents, isHandedOn} = loaded
    runner.info(`${section.body.path} of this run's training: ${section.body.digest}`)
    return {body: section.body, contents, section, isHandedOn}
  }
  const training = await loadTraining(stores, whose(setting))
  if (training && training.section.body.exit.reason !== 'succeeded') {
    throw new ActionError('training-failed', 'there is no model to evaluate: training failed', {
      hint: training.section.body.exit.message,
    })
  }
  if (path === undefined) {
    throw new ActionError('no-model', 'no model is named', {
      hint: inputHint(evaluateInputs, 'model', {
        value: 'models/oil.onnx',
        configured: {path: configPath, yaml: 'model: { path: models/oil.onnx }'},
      }),
    })
  }
  const measured = await measureModel(path, setting)
  if (!measured) {
    const guess = await didYouMeanPath(setting.place, path)
    const what = `there is no ${path}, and no job of this run trained one${guess}`
    throw new ActionError('no-model', what, {
      hint: {
        github:
          'Add a step or a job before this one that trains:\n- uses: proofmark/proofmark/actions/train@v1',
        terminal: 'Train first, or name a model that is there: --model models/oil.onnx',
      },
    })
  }
  runner.info(`${path}: ${measured.body.digest}`)
  const by = {action: 'evaluate', training: training?.section} as const
  return {...measured, section: await keepModel(setting, measured, by), isHandedOn: false}
}
