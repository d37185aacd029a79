import {runAsAction} from '../../shared/platform/entry.ts'
import {train} from './action.ts'

await runAsAction(train)
