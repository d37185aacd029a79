import {parentPort} from 'node:worker_threads'
import {drawFreeBlocks, type ResampleWork} from './resampling.ts'

parentPort?.on('message', (work: ResampleWork) => drawFreeBlocks(work))
