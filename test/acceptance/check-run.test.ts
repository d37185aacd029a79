import {afterAll, beforeAll, expect, test} from 'vitest'
import {foundTeam, ON_PULL, type Team} from './team.ts'

const metrics = (rmse: number) => ({'metrics.json': `{"rmse": ${rmse}}`})
const INPUTS = {metrics: 'metrics.json', rules: 'rmse <= 5', check: 'model quality'}

let team: Team
beforeAll(async () => {
  team = await foundTeam({'README.md': 'A model.\n'}, 'checked')
})
afterAll(() => team.close())

test('a check run stands on the head of the pull request, under the name that was asked for', async () => {
  const pull = await team.propose('one', {'train.py': '1\n'})
  const permissions = {...ON_PULL, checks: 'write'} as const
  const bad = await (await team.job({pull, made: metrics(9), permissions})).act('gate', INPUTS)
  expect(bad.exitCode).toBe(1)
  const good = await (await team.job({pull, made: metrics(3), permissions})).act('gate', INPUTS)
  expect(good.exitCode).toBe(0)
  // Jobs are checks, too.
  const own = team.repository.checkRuns.filter(({name}) => name === INPUTS.check)
  expect(own).toMatchObject([
    {name: 'model quality', sha: pull.headSha, conclusion: 'failure'},
    {name: 'model quality', sha: pull.headSha, conclusion: 'success'},
  ])
  expect(team.github.problems()).toEqual([])
})

test('without the permission the verdict stays, and it is said what to grant', async () => {
  const pull = await team.propose('two', {'train.py': '2\n'})
  const gate = await (await team.job({pull, made: metrics(3)})).act('gate', INPUTS)
  expect(gate.exitCode).toBe(0)
  expect(JSON.stringify(gate.annotations)).toMatch(/could not be written.*checks: write/)
})

test('the root action writes the same check', async () => {
  const pull = await team.propose('three', {'train.py': '3\n'})
  const permissions = {...ON_PULL, checks: 'write'} as const
  const inputs = {...INPUTS, check: 'whole road'}
  const road = await (await team.job({pull, made: metrics(9), permissions})).act('root', inputs)
  expect(road.exitCode).toBe(1)
  expect(team.repository.checkRuns.filter(({name}) => name === 'whole road')).toMatchObject([
    {sha: pull.headSha, conclusion: 'failure'},
  ])
})
