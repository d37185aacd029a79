import {InferenceSession, Tensor} from 'onnxruntime-node'
import type {Question, Report, TensorValue} from './model-message.ts'

/*
 * A process of its own for one model: the file is input of native code, and whatever it does in here, the server
 * goes on. It is given no token and no environment, and ends with the server.
 */
const OUTPUT_LIMIT = 1_000_000

const session = InferenceSession.create(process.argv[2] ?? '', {
  executionProviders: ['cpu'],
  logSeverityLevel: 4,
})

session.then(
  ({inputMetadata}) =>
    report({
      kind: 'opened',
      inputs: inputMetadata.map(port => ({
        name: port.name,
        type: port.isTensor ? port.type : 'no tensor',
        shape: port.isTensor ? port.shape : [],
      })),
    }),
  error => report({kind: 'refused', message: messageOf(error)}),
)

process.on('message', ({id, feeds}: Question) => {
  answer(feeds).then(
    outputs => report({kind: 'answered', id, outputs}),
    error => report({kind: 'failed', id, message: messageOf(error)}),
  )
})

async function answer(feeds: Question['feeds']): Promise<Question['feeds']> {
  const tensors = Object.entries(feeds).map(([name, {type, data, dims}]) => [
    name,
    // The server made the data for this type.
    new Tensor(type as 'float32', data as Float32Array, [...dims]),
  ])
  const found = await (await session).run(Object.fromEntries(tensors))
  return Object.fromEntries(
    Object.entries(found).map(([name, tensor]) => [name, tensorValue(name, tensor)]),
  )
}

function tensorValue(name: string, {type, dims, data}: Tensor): TensorValue {
  if (Array.isArray(data)) throw new Error(`the output ${name} is not made of numbers`)
  if (data.length > OUTPUT_LIMIT) {
    throw new Error(`the output ${name} has more than ${OUTPUT_LIMIT} numbers`)
  }
  return {type, dims, data}
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function report(message: Report): void {
  process.send?.(message)
}

// Ctrl-C reaches the whole group; the server first answers what it was asked, and then ends this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
