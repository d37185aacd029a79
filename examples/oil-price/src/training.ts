import {join} from 'node:path'
import {examplesOf} from '../features.ts'
import {readYears} from './days.ts'
import {writeWhole} from './files.ts'
import {readHoldout} from './holdout.ts'
import {fitModel} from './model.ts'
import {encodeModel} from './onnx-graph.ts'
import {readParams} from './params.ts'
import {type Metrics, metricsOf, scoresOf} from './scores.ts'
import {checkParity, predictOnnx} from './serving.ts'

/** Reads `params.yaml` and `data/`, writes `models/oil.onnx`, `scores.jsonl` and `metrics.json`. */
export async function train(folder: string): Promise<Metrics> {
  const params = await readParams(join(folder, 'params.yaml'))
  const examples = examplesOf(await readYears(join(folder, 'data/prices')))
  const holdout = await readHoldout(join(folder, 'data/holdout.csv'))
  checkOrder(examples.at(-1)?.date, holdout[0]?.date)

  const model = fitModel(params, examples)
  const bytes = encodeModel(model)
  const predictions = await predictOnnx(bytes, model.features, holdout)
  checkParity(model, holdout, predictions)

  const scores = scoresOf(holdout, predictions)
  const metrics = metricsOf(scores)
  await writeWhole(join(folder, 'models/oil.onnx'), bytes)
  await writeWhole(
    join(folder, 'scores.jsonl'),
    scores.map(score => `${JSON.stringify(score)}\n`).join(''),
  )
  await writeWhole(join(folder, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`)
  return metrics
}

/** A model that has seen the days it is judged on would look better than it is. */
function checkOrder(lastTraining: string | undefined, firstHoldout: string | undefined): void {
  if (!lastTraining) throw new Error('no day in data/prices has 30 days before it to learn from')
  if (!firstHoldout) throw new Error('data/holdout.csv has no rows')
  if (lastTraining >= firstHoldout) {
    throw new Error(
      `data/prices reaches ${lastTraining}, but the holdout begins on ${firstHoldout}; ` +
        'a model must not be trained on the days it is judged on',
    )
  }
}
