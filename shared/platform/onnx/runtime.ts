import type {Runner} from '../../domain/ports/runner.ts'
import {installNative} from '../native/install.ts'
import type {Place} from '../place.ts'

export const ONNX_RUNTIME = {folder: 'onnxruntime', title: 'ONNX Runtime'} as const

/** The folder that holds onnxruntime-node for this machine. */
export function installRuntime(
  place: Place,
  runner: Pick<Runner, 'info'>,
  options: {readonly own?: string} = {},
): Promise<{readonly modules: string; readonly version: string}> {
  return installNative(ONNX_RUNTIME, place, {...options, runner})
}
