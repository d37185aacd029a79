import {parentPort} from 'node:worker_threads'
import {type ResampleWork, takeBlocks} from './resampling.ts'

parentPort?.on('message', (work: ResampleWork) => {
  const taken = takeBlocks(work)
  parentPort?.postMessage(
    taken,
    taken.map(([, {buffer}]) => buffer as ArrayBuffer),
  )
})
