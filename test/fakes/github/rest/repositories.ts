import type {Route} from '../route.ts'
import {repositoryView} from './views.ts'

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    needs: [{permission: 'metadata', access: 'read'}],
    handle: ({world, repository}) => ({body: repositoryView(world, repository)}),
  },
]
