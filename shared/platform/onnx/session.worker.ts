import {createRequire} from 'node:module'
import {join} from 'node:path'
import type {InferenceSession, Tensor as OrtTensor} from 'onnxruntime-node'
import {serveParent} from '../native/serve.ts'
import type {Port, SessionReply, SessionRequest, TensorValue, Values} from './session-message.ts'

type Ort = typeof import('onnxruntime-node')
type Metadata = InferenceSession['inputMetadata'][number]

/*
 * A process of its own: a model is native code's input, and whatever it does to this process, the one that asked goes
 * on. It holds no token and ends with its parent.
 */
/** Answers are held in memory twice, here and where they go. */
const MOST_VALUES = 2 ** 26

let ort: Ort | undefined
let session: InferenceSession | undefined

async function answer(request: SessionRequest): Promise<SessionReply> {
  switch (request.kind) {
    case 'open': {
      ort = createRequire(join(request.modules, 'here.js'))('onnxruntime-node') as Ort
      session = await ort.InferenceSession.create(request.file, {
        executionProviders: ['cpu'],
        logSeverityLevel: 4,
      })
      const {inputMetadata, outputMetadata} = session
      return {
        kind: 'opened',
        inputs: inputMetadata.map(portOf),
        outputs: outputMetadata.map(portOf),
      }
    }
    case 'run': {
      if (!ort || !session) throw new Error('no model is open')
      const {Tensor} = ort
      const feeds = Object.entries(request.feeds).map(([name, {type, data, dims}]) => [
        name,
        new Tensor(type as 'float32', data as Float32Array, [...dims]),
      ])
      const found = await session.run(Object.fromEntries(feeds), [...request.outputs])
      const outputs = Object.entries(found).map(([name, tensor]) => [name, plainTensor(tensor)])
      return {kind: 'answer', outputs: Object.fromEntries(outputs)}
    }
  }
}

function portOf(metadata: Metadata): Port {
  return metadata.isTensor
    ? {name: metadata.name, type: metadata.type, shape: metadata.shape}
    : {name: metadata.name, type: 'no tensor', shape: []}
}

function plainTensor({type, dims, data, size}: OrtTensor): TensorValue {
  if (size > MOST_VALUES) throw new Error(`the answer has shape [${dims.join(', ')}]`)
  return {type, dims, data: data as Values}
}

serveParent(import.meta.filename, answer)
