import {runAsAction} from '../../shared/platform/entry.ts'
import {track} from './action.ts'

await runAsAction(track)
