import {describe, expect, test} from 'vitest'
import {printable, printableInLog} from '../../../shared/platform/runner/printable.ts'
import {
  describeProgress,
  drawProgress,
  humanBytes,
} from '../../../shared/platform/runner/progress.ts'
import {type Terminal, terminalRunner} from '../../../shared/platform/runner/terminal.ts'

function terminal(options: Partial<Terminal> & {isTTY?: boolean} = {}) {
  const written: string[] = []
  const runner = terminalRunner({
    inputs: new Map(),
    stream: {write: text => written.push(text), isTTY: options.isTTY ?? false},
    colours: options.colours ?? false,
    verbose: options.verbose ?? false,
  })
  return {runner, written}
}

describe('printable', () => {
  test.each([
    {name: 'terminal escapes', input: 'a\u001b[31mb', expected: 'a\ufffd[31mb'},
    {name: 'text that turns its direction', input: 'a\u202egnp.exe', expected: 'a\ufffdgnp.exe'},
    {name: 'carriage returns', input: 'a\rb\r\nc', expected: 'a\ufffdb\nc'},
    {name: 'tabs and line ends stay', input: 'a\tb\n', expected: 'a\tb\n'},
  ])('$name', ({input, expected}) => expect(printable(input)).toBe(expected))
})

describe('printableInLog', () => {
  test.each(['::add-mask::x', '  ::error::x', 'a\n::stop-commands::x', 'a ##[error]x'])(
    'leaves no workflow command in %j',
    input => {
      const output = printableInLog(input)
      expect(output).not.toMatch(/^\s*::/m)
      expect(output).not.toContain('##[')
    },
  )

  test('leaves other text alone', () => {
    expect(printableInLog('std::vector # [x] a::b')).toBe('std::vector # [x] a::b')
  })
})

describe('the terminal', () => {
  test('hides what was masked, also in failures', () => {
    const {runner, written} = terminal()
    runner.mask('s3cret')
    runner.mask('')
    runner.info('token s3cret')
    runner.fail('s3cret is wrong')
    expect(written).toEqual(['token ***\n', '*** is wrong\n'])
  })

  test('names the position of an annotation', () => {
    const {runner, written} = terminal()
    runner.annotate('warning', 'odd', {file: 'a.yml', line: 3, column: 7})
    expect(written).toEqual(['warning: a.yml:3:7: odd\n'])
  })

  test('shows progress only to a person', () => {
    const progress = {label: 'hashing', done: 1, total: 4, unit: 'files'} as const
    const pipe = terminal()
    pipe.runner.progress(progress)
    expect(pipe.written).toEqual([])
    const person = terminal({isTTY: true})
    person.runner.progress(progress)
    person.runner.info('done')
    expect(person.written.join('')).toContain('hashing █████░░░░░░░░░░░░░░░  25 %  1 of 4 files')
    expect(person.written.at(-1)).toBe('done\n')
  })

  test('says details only when asked', () => {
    const quiet = terminal()
    quiet.runner.debug('detail')
    const loud = terminal({verbose: true})
    loud.runner.debug('detail')
    expect([quiet.written, loud.written]).toEqual([[], ['detail\n']])
  })
})

describe('sizes for people', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_499, '999 kB'],
    [1_500_000, '1.5 MB'],
    [2e12, '2.0 TB'],
  ])('%d is %s', (bytes, expected) => expect(humanBytes(bytes)).toBe(expected))

  test('progress without a total', () => {
    expect(describeProgress({label: 'read', done: 1500, unit: 'bytes'})).toBe('read: 1.5 kB')
  })

  test('progress with all that is known', () => {
    const progress = {
      label: 'prices',
      unit: 'files',
      done: 1200,
      total: 70_000,
      bytes: {done: 4e9, total: 5e9},
      bytesPerSecond: 812e6,
      secondsLeft: 3.2,
    } as const
    expect(describeProgress(progress)).toBe(
      'prices: 1,200 of 70,000 files, 4.0 GB of 5.0 GB (80 %), 812 MB/s, 4 s left',
    )
    expect(describeProgress({...progress, secondsLeft: 5400})).toContain('1 h 30 min left')
    expect(drawProgress({...progress, bytes: {done: 4e9}})).toMatch(/^prices ░{20} {3}1 % /)
  })
})
