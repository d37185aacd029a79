import {runAsAction} from '../../shared/platform/entry.ts'
import {deploy} from './action.ts'

await runAsAction(deploy)
