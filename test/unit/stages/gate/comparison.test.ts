import {expect, test} from 'vitest'
import {chooseComparison} from '../../../../shared/stages/gate/comparison.ts'
import type {Setting} from '../../../../shared/stages/setting.ts'

const choice = {how: 'none', reason: 'none'} as const
const metrics = [{key: ['acc'], value: 0.9, source: 'm.json'}]

/** Only the record of the trusted commit is asked for. */
function settingWith(gate: object) {
  return {baseline: async () => ({choice, record: {gate: {body: gate}}})} as unknown as Setting
}

const wish = {baseline: undefined, metrics: ['m.json'], formats: undefined}

test('a record is compared with', async () => {
  expect(await chooseComparison(settingWith({metrics}), wish)).toMatchObject({metrics})
})

test('but not one whose files said that they are no baseline', async () => {
  const why = 'm.json: only 10 of 100 examples of t were evaluated (--limit)'
  const chosen = await chooseComparison(settingWith({metrics, unfitAsBaseline: [why]}), wish)
  expect(chosen).toMatchObject({metrics: [], problems: [why]})
})
