import {runPostOf} from '../../shared/platform/entry.ts'
import {deploy} from './action.ts'

await runPostOf(deploy)
