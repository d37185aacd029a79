import {describe, expect, test} from 'vitest'
import {ActionError} from '../../../shared/platform/errors.ts'
import {
  choice,
  choices,
  duration,
  endpoint,
  flag,
  lines,
  list,
  number,
  path,
  readInputs,
  text,
  variable,
} from '../../../shared/platform/inputs.ts'

const about = 'An input.'

function messageOf(body: () => unknown): string {
  try {
    body()
  } catch (error) {
    if (error instanceof ActionError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'nothing thrown'
}

const good = [
  {name: 'text', input: text({about}), raw: 'a b', expected: 'a b'},
  {name: 'number', input: number({about}), raw: '-1.5e3', expected: -1500},
  {name: 'number at its lower limit', input: number({about, min: 2}), raw: '2', expected: 2},
  {name: 'number at its upper limit', input: number({about, max: 2}), raw: '2', expected: 2},
  {name: 'choice', input: choice(['a', 'b'], {about}), raw: 'b', expected: 'b'},
  {name: 'choices', input: choices(['a', 'b'], {about}), raw: 'a, b', expected: ['a', 'b']},
  {name: 'choices: none', input: choices(['a', 'b'], {about}), raw: 'none', expected: []},
  {name: 'flag', input: flag({about}), raw: 'True', expected: true},
  {name: 'flag, false', input: flag({about}), raw: 'false', expected: false},
  {name: 'list', input: list({about}), raw: 'a, b\n\n c ', expected: ['a', 'b', 'c']},
  {
    name: 'lines keep commas and lose comments',
    input: lines({about}),
    raw: 'a <= 1, report-only\r\n# no\n\n b > 2 ',
    expected: ['a <= 1, report-only', 'b > 2'],
  },
  {name: 'path', input: path({about}), raw: './a b', expected: './a b'},
  {name: 'duration in minutes', input: duration({about}), raw: '1.5 m', expected: 90_000},
  {name: 'duration in days', input: duration({about}), raw: '2d', expected: 172_800_000},
  {
    name: 'endpoint',
    input: endpoint({about}),
    raw: 'https://id.acme.example/token',
    expected: 'https://id.acme.example/token',
  },
  {name: 'variable', input: variable({about}), raw: 'MODELS_TOKEN_2', expected: 'MODELS_TOKEN_2'},
]

describe('an input that is right', () => {
  test.each(good)('$name', ({input, raw, expected}) => {
    expect(readInputs({it: input}, new Map([['it', raw]]))).toEqual({it: expected})
  })

  test('is undefined when left empty', () => {
    expect(readInputs({it: number({about})}, new Map())).toEqual({it: undefined})
  })

  test('takes its default when left out', () => {
    expect(readInputs({it: number({about, default: '7'})}, new Map())).toEqual({it: 7})
  })
})

const bad = [
  {name: 'number: words', input: number({about}), raw: 'ten', message: 'must be a number'},
  {name: 'number: hex', input: number({about}), raw: '0x10', message: 'must be a number'},
  {name: 'number: NaN', input: number({about}), raw: 'NaN', message: 'must be a number'},
  {name: 'number: overflow', input: number({about}), raw: '1e400', message: 'must be a number'},
  {
    name: 'number: too small',
    input: number({about, min: 1, max: 5}),
    raw: '0',
    message: 'must be a number from 1 to 5',
  },
  {
    name: 'number: not whole',
    input: number({about, min: 1, integer: true}),
    raw: '1.5',
    message: 'must be a whole number of at least 1',
  },
  {
    name: 'choice: typo',
    input: choice(['pass', 'fail'], {about}),
    raw: 'fial',
    message: 'must be one of pass, fail, got "fial"; did you mean "fail"?',
  },
  {
    name: 'choices: one wrong',
    input: choices(['pass', 'fail'], {about}),
    raw: 'pass, no',
    message: '"no" must be one of pass, fail, or none',
  },
  {
    name: 'endpoint: an open line',
    input: endpoint({about}),
    raw: 'http://id.acme.example/token',
    message: 'must be an https:// address',
  },
  {name: 'endpoint: no address', input: endpoint({about}), raw: 'id', message: 'got "id"'},
  {
    name: 'variable: a blank',
    input: variable({about}),
    raw: 'MODELS TOKEN',
    message: 'must be a name of letters',
  },
  ...['PATH', 'path', 'NODE_OPTIONS', 'LD_PRELOAD', 'GITHUB_TOKEN', 'BASH_ENV', 'INPUT_RUN'].map(
    raw => ({
      name: `variable: ${raw}`,
      input: variable({about}),
      raw,
      message: 'must not be a variable that directs other programs',
    }),
  ),
  {name: 'flag: yes', input: flag({about}), raw: 'yes', message: 'must be true or false'},
  {name: 'path: NUL', input: path({about}), raw: 'a\0b', message: 'must not hold a NUL'},
  {name: 'duration: no unit', input: duration({about}), raw: '15', message: 'must be a duration'},
]

describe('an input that is wrong', () => {
  test.each(bad)('$name', ({input, raw, message}) => {
    const said = messageOf(() => readInputs({it: input}, new Map([['it', raw]])))
    expect(said).toContain('invalid-input: an input is wrong:\n- it: ')
    expect(said).toContain(message)
    expect(said).toContain(JSON.stringify(raw))
  })

  test('is reported together with all others', () => {
    const spec = {
      rules: text({about: 'The rules.', required: true}),
      limit: number({about}),
      'fail-on': choice(['fail', 'error'], {about}),
    }
    const given = new Map([
      ['limit', 'x'],
      ['fail-on', 'never'],
      ['rule', 'a <= 1'],
    ])
    expect(messageOf(() => readInputs(spec, given))).toBe(
      [
        'invalid-input: 4 inputs are wrong:',
        '- rule: no such input; did you mean "rules"?',
        '- rules: is required (The rules.)',
        '- limit: must be a number, got "x"',
        '- fail-on: must be one of fail, error, got "never"',
      ].join('\n'),
    )
  })

  test('cannot be a name that objects have by themselves', () => {
    expect(messageOf(() => readInputs({}, new Map([['constructor', 'x']])))).toContain(
      'constructor: no such input',
    )
  })
})

test('a password in an address is not repeated', () => {
  const raw = 'https://ana:hush@id.acme.example/token?key=hush#hush'
  const said = messageOf(() => readInputs({it: endpoint({about})}, new Map([['it', raw]])))
  expect(said).toContain('got "https://***@id.acme.example/token?***"')
  expect(said).not.toContain('hush')
})
