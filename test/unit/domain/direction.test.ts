import {expect, test} from 'vitest'
import {guessDirection} from '../../../shared/domain/direction.ts'

test.each([
  {name: 'val- _accuracy', usual: 'higher'},
  {name: 'test_loss_mean', usual: 'lower'},
  {name: 'eval/rmse@10', usual: 'lower'},
  {name: 'holdout.Balanced Accuracy', usual: 'higher'},
  {name: '_loss', usual: undefined},
  {name: 'testing_accuracy', usual: undefined},
])('of $name $usual is usually better', ({name, usual}) => {
  expect(guessDirection(name)).toBe(usual)
})
