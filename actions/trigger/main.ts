import {runAsAction} from '../../shared/platform/entry.ts'
import {trigger} from './action.ts'

await runAsAction(trigger)
