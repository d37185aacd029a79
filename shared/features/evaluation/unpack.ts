import {externalFiles} from '../../domain/formats/onnx.ts'
import type {ModelBody} from '../../domain/training.ts'
import {ActionError} from '../../platform/errors.ts'
import {isInside, writeAtomically} from '../../platform/files.ts'

/**
 * Lays the model's files into an empty folder, and answers which of them is to be loaded. Native code then finds beside
 * it what the digests vouch for, and nothing else; a model that asks for other files is refused before it is loaded.
 */
export async function unpackModel(
  body: ModelBody,
  contents: readonly Uint8Array[],
  folder: string,
): Promise<string> {
  const main = mainFile(body)
  checkReach(main.path, contents[body.files.indexOf(main)] ?? new Uint8Array(), body)
  for (const [index, {path}] of body.files.entries()) {
    const file = `${folder}/${path}`
    if (path.startsWith('/') || !isInside(folder, file)) throw reachesOut(body.path, path)
    await writeAtomically(file, contents[index] ?? new Uint8Array())
  }
  return `${folder}/${main.path}`
}

function mainFile({path, files}: ModelBody) {
  const models = files.filter(file => file.path.endsWith('.onnx'))
  const [only, ...more] = models
  if (only && more.length === 0) return only
  const found = only ? `${models.length} files that end` : 'no file that ends'
  throw new ActionError('unknown-format', `${path} holds ${found} in .onnx`, {
    hint: 'evaluate loads ONNX models: export one with skl2onnx, torch.onnx or tf2onnx.\nOr leave evaluate out, and let training write the metrics.',
  })
}

function checkReach(main: string, bytes: Uint8Array, {path, files}: ModelBody): void {
  const folder = main.includes('/') ? `${main.slice(0, main.lastIndexOf('/'))}/` : ''
  const own = new Set(files.map(file => file.path))
  for (const wanted of wantedFiles(bytes, path)) {
    const plain = wanted.replace(/^(\.\/)+/, '')
    if (!own.has(`${folder}${plain}`)) throw reachesOut(path, wanted)
  }
}

function wantedFiles(bytes: Uint8Array, path: string): readonly string[] {
  try {
    return externalFiles(bytes)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ActionError('invalid-model', `${path} is no ONNX model: ${why}`, {cause})
  }
}

function reachesOut(path: string, wanted: string): ActionError {
  const name = JSON.stringify(wanted.slice(0, 200))
  return new ActionError('model-reaches-outside', `${path} asks for the file ${name}`, {
    hint: 'A model may only use files that belong to it. With data in files of its own, name their folder:\nmodel: { path: models/oil/ }',
  })
}
