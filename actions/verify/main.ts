import {runAsAction} from '../../shared/platform/entry.ts'
import {verify} from './action.ts'

await runAsAction(verify)
