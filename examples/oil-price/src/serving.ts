import {InferenceSession, Tensor} from 'onnxruntime-node'
import type {Example} from '../features.ts'
import {type Model, predict, rowOf} from './model.ts'

const TOLERANCE = 1e-4

/** What the ONNX file says about each example; this, not the trainer's arithmetic, is what ships. */
export async function predictOnnx(
  bytes: Uint8Array,
  features: Model['features'],
  examples: readonly Example[],
): Promise<readonly number[]> {
  const session = await InferenceSession.create(bytes)
  try {
    const values = Float32Array.from(examples.flatMap(example => rowOf(features, example)))
    const input = new Tensor('float32', values, [examples.length, features.length])
    const {prediction} = await session.run({features: input})
    if (!(prediction?.data instanceof Float32Array)) throw new Error('the model gave no float32')
    return Array.from(prediction.data)
  } finally {
    await session.release()
  }
}

/** An exported model that answers differently from the trained one must not leave this machine. */
export function checkParity(
  model: Model,
  examples: readonly Example[],
  served: readonly number[],
): void {
  examples.forEach((example, index) => {
    const trained = predict(model, example)
    const difference = Math.abs((served[index] ?? Number.NaN) - trained)
    if (!(difference <= TOLERANCE * Math.abs(trained))) {
      throw new Error(
        `${example.date}: the exported model says ${served[index]}, the trained one ${trained}`,
      )
    }
  })
}
