import {expect, test} from 'vitest'
import {ActionError, describeError, hintText} from '../../../shared/platform/errors.ts'
import {inputHint} from '../../../shared/stages/hints.ts'
import {dataInputs, gateInputs, planInputs} from '../../../shared/stages/inputs.ts'

const rules = inputHint(gateInputs, 'rules', {
  value: ['rmse <= 3', 'mae <= 2'],
  configured: {path: 'ml.yml', yaml: 'gate:\n  rules:\n    - rmse <= 3'},
})

test('in a workflow an input is shown as YAML of the step', () => {
  expect(hintText(rules, 'github')).toBe(
    [
      'Name it in the step:',
      '  with:',
      '    rules: |',
      '      rmse <= 3',
      '      mae <= 2',
      'or in ml.yml:',
      '  gate:',
      '    rules:',
      '      - rmse <= 3',
    ].join('\n'),
  )
})

test('in a terminal it is a flag as the command line spells it, quoted for a shell', () => {
  expect(hintText(rules, 'terminal')).toBe(
    [
      'Name it on the command line:',
      "  --rule 'rmse <= 3' --rule 'mae <= 2'",
      'or in ml.yml:',
      '  gate:',
      '    rules:',
      '      - rmse <= 3',
    ].join('\n'),
  )
  expect(hintText(inputHint(dataInputs, 'path', {value: 'data/'}), 'terminal')).toBe(
    'Name it on the command line:\n  --path data/',
  )
  // What follows a switch would be taken for a path.
  expect(hintText(inputHint(planInputs, 'plan', {value: 'true'}), 'terminal')).toBe(
    'Name it on the command line:\n  --plan',
  )
})

test('an error is told for the place, and its causes too', () => {
  const cause = new ActionError('inner', 'inside', {hint: {github: 'yaml', terminal: 'flag'}})
  const error = new ActionError('outer', 'outside', {hint: 'both', cause})
  expect(describeError(error, 'terminal')).toBe('outside\n  both\ncaused by: inside\n  flag')
  expect(describeError(error)).toBe('outside\n  both\ncaused by: inside\n  yaml')
})
