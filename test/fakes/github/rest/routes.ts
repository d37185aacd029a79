import type {Route} from '../route.ts'
import {checkRoutes} from './checks.ts'
import {commentRoutes} from './comments.ts'
import {commitRoutes} from './commits.ts'
import {contentRoutes} from './contents.ts'
import {deploymentRoutes} from './deployments.ts'
import {environmentRoutes} from './environments.ts'
import {gitObjectRoutes} from './git-objects.ts'
import {labelRoutes} from './labels.ts'
import {pullRoutes} from './pulls.ts'
import {refRoutes} from './refs.ts'
import {repositoryRoutes} from './repositories.ts'
import {reviewRoutes} from './reviews.ts'
import {runRoutes} from './runs.ts'
import {teamRoutes} from './teams.ts'
import {workflowRoutes} from './workflows.ts'

/** Everything that the fake answers under REST. `scripts/slice-openapi.ts` takes GitHub's description of just these. */
export const routes: readonly Route[] = [
  ...repositoryRoutes,
  ...contentRoutes,
  ...gitObjectRoutes,
  ...refRoutes,
  // Before those of commits, whose names may hold slashes.
  ...checkRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...teamRoutes,
  ...runRoutes,
  ...workflowRoutes,
  ...reviewRoutes,
  ...environmentRoutes,
  ...deploymentRoutes,
]
