import {runPostOf} from '../../shared/platform/entry.ts'
import {token} from './action.ts'

await runPostOf(token)
