import {globSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {REPOSITORY} from './source-files.ts'
import {hygieneBreaches, readWorkflow} from './workflow-file.ts'

const paths = globSync('.github/workflows/*.yml', {cwd: REPOSITORY}).sort()
const workflows = await Promise.all(paths.map(readWorkflow))

describe('our own workflows', () => {
  it('are there', () => {
    expect(paths).toEqual(['.github/workflows/ci.yml', '.github/workflows/release.yml'])
  })

  it.each(workflows)('$path is clean', workflow => {
    expect(hygieneBreaches(workflow)).toEqual([])
  })

  it.each(workflows)('$path ends every job in time', ({jobs}) => {
    expect(jobs.filter(job => job['timeout-minutes'] === undefined).map(job => job.name)).toEqual(
      [],
    )
  })

  it('have one required job that needs all the others', () => {
    const jobs = workflows.find(({path}) => path.endsWith('/ci.yml'))?.jobs ?? []
    const required = jobs.find(({name}) => name === 'ci-ok')
    const others = jobs.map(({name}) => name).filter(name => name !== 'ci-ok')
    expect([...(required?.needs ?? [])].sort()).toEqual(others.sort())
    expect(required?.if, 'a skipped job counts as green').toBe(`\${{ always() }}`)
  })
})
