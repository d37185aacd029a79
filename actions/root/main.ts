import {runAsAction} from '../../shared/platform/entry.ts'
import {root} from './action.ts'

await runAsAction(root)
