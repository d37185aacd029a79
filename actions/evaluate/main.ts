import {runAsAction} from '../../shared/platform/entry.ts'
import {evaluate} from './action.ts'

await runAsAction(evaluate)
