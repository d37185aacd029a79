import {runAsAction} from '../../shared/platform/entry.ts'
import {comment} from './action.ts'

await runAsAction(comment)
