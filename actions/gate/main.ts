import {runAsAction} from '../../shared/platform/entry.ts'
import {gate} from './action.ts'

await runAsAction(gate)
