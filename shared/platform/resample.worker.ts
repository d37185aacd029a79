import {parentPort} from 'node:worker_threads'
import {drawBlock} from '../domain/statistics/resample.ts'
import type {ResampleTask} from './resampling.ts'

parentPort?.on('message', ({units, blocks}: ResampleTask) => {
  const drawn = blocks.map(block => drawBlock(units, block))
  parentPort?.postMessage(
    drawn,
    drawn.map(({buffer}) => buffer as ArrayBuffer),
  )
})
