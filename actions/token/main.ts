import {runAsAction} from '../../shared/platform/entry.ts'
import {token} from './action.ts'

await runAsAction(token)
