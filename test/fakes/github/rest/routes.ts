import type {Route} from '../route.ts'
import {commentRoutes} from './comments.ts'
import {commitRoutes} from './commits.ts'
import {contentRoutes} from './contents.ts'
import {gitObjectRoutes} from './git-objects.ts'
import {pullRoutes} from './pulls.ts'
import {refRoutes} from './refs.ts'
import {repositoryRoutes} from './repositories.ts'
import {runRoutes} from './runs.ts'

/** Everything that the fake answers under REST. `scripts/slice-openapi.ts` takes GitHub's description of just these. */
export const routes: readonly Route[] = [
  ...repositoryRoutes,
  ...contentRoutes,
  ...gitObjectRoutes,
  ...refRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...runRoutes,
]
