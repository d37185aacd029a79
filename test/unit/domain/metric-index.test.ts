import {expect, test} from 'vitest'
import {indexMetrics} from '../../../shared/domain/metric-index.ts'

const recall = (name: string) => ({
  key: ['recall'],
  value: 0.5,
  source: 'm.json',
  slice: {class: name},
})
const metrics = [{key: ['accuracy'], value: 0.9, source: 'm.json'}, recall('cat'), recall('a.b')]

test.each([
  ['recall', '; it is there by class only: write recall[class=*]'],
  ['cat.recall', '; did you mean recall[class=cat]?'],
  ['a.b.recall', '; did you mean recall[class=a.b]?'],
  ['dog.recall', '; there is accuracy'],
  ['acuracy', '; did you mean "accuracy"?'],
])('of %s no metric is guessed, but what may have been meant is told', (name, hint) => {
  expect(indexMetrics(metrics).find(name)).toEqual({found: 'none', hint})
})
