import {execFileSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, test} from 'vitest'
import {temporaryFolder} from '../fakes/temporary-folder.ts'
import {proofmark as run} from './proofmark.ts'

const folder = temporaryFolder()

const proofmark = (args: readonly string[], cwd = folder()) => run(args, cwd)

beforeAll(() => {
  mkdirSync(join(folder(), 'data'))
  writeFileSync(join(folder(), 'data', 'a.csv'), 'x\n1\n')
  writeFileSync(join(folder(), 'data', 'b.csv'), 'x\n2\n')
  writeFileSync(join(folder(), 'metrics.json'), '{"rmse": 3.2, "eval": {"accuracy": 0.91}}')
  writeFileSync(join(folder(), 'old.json'), '{"rmse": 3.1, "eval": {"accuracy": 0.95}}')
  writeFileSync(join(folder(), 'nan.json'), '{"rmse": NaN}')
  writeFileSync(join(folder(), 'metrics.yaml'), 'rmse: 3.2\n')
})

describe('proofmark track', () => {
  test('prints digest, files and bytes as JSON and nothing else', async () => {
    const {code, stdout} = await proofmark(['track', 'data/', '--json'])
    expect(code).toBe(0)
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({files: 2, bytes: 8})
    const script =
      "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum -- | sha256sum"
    const checked = execFileSync('sh', ['-c', script], {cwd: join(folder(), 'data')})
    expect(result.digest).toBe(`sha256:${checked.toString().slice(0, 64)}`)
  })

  test('tells people the same in words', async () => {
    const {stdout} = await proofmark(['track', 'data'])
    expect(stdout).toMatch(/2 files, 8 B/)
  })

  test('ends with 2 when nothing is there', async () => {
    const {code, stdout, stderr} = await proofmark(['track', 'dta', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({reasonCode: 'nothing-matched'})
    expect(stderr).toContain('did you mean "data"?')
  })

  test('does not follow a link out of the data', async () => {
    mkdirSync(join(folder(), 'linked'))
    symlinkSync('/etc/hostname', join(folder(), 'linked', 'out'))
    expect((await proofmark(['track', 'linked'])).code).toBe(2)
  })
})

describe('proofmark gate', () => {
  test.each([
    {
      name: 'a limit kept',
      args: ['metrics.json', '--rule', 'rmse <= 3.5'],
      code: 0,
      verdict: 'pass',
    },
    {
      name: 'a limit broken',
      args: ['metrics.json', '--rule', 'rmse <= 3'],
      code: 1,
      verdict: 'fail',
    },
    {
      name: 'worse than the baseline',
      args: ['metrics.json', '--baseline', 'old.json', '--rule', 'rmse <= baseline + 2%'],
      code: 1,
      verdict: 'fail',
    },
    {
      name: 'within the tolerance',
      args: ['metrics.json', '--baseline', 'old.json', '--rule', 'rmse <= baseline + 5%'],
      code: 0,
      verdict: 'pass',
    },
    {
      name: 'several rules, the worst counts',
      args: ['metrics.json', '--rule', 'rmse <= 3.5', '--rule', 'eval.accuracy >= 95%'],
      code: 1,
      verdict: 'fail',
    },
    {
      name: 'nothing to compare with',
      args: ['metrics.json', '--rule', 'rmse <= baseline'],
      code: 0,
      verdict: 'no-baseline',
    },
    {name: 'NaN', args: ['nan.json', '--rule', 'rmse <= 3'], code: 2, verdict: 'error'},
    {name: 'no such file', args: ['no.json', '--rule', 'rmse <= 3'], code: 2, verdict: 'error'},
    {name: 'YAML', args: ['metrics.yaml', '--rule', 'rmse <= 3.5'], code: 0, verdict: 'pass'},
    {
      name: 'a refusal that may pass',
      args: ['metrics.json', '--rule', 'rmse <= 3', '--fail-on', 'none'],
      code: 0,
      verdict: 'fail',
    },
  ])('$name: exit $code', async ({args, code, verdict}) => {
    const said = await proofmark(['gate', ...args, '--json'])
    const result = JSON.parse(said.stdout)
    expect(result).toMatchObject({verdict})
    expect(result.reasonCode).toMatch(/^[a-z-]+$/)
    expect(result.rules.length).toBeGreaterThan(0)
    expect(said.code).toBe(code)
  })

  test('compares with the metrics that were committed where the work began', async () => {
    const work = join(folder(), 'work')
    mkdirSync(work)
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...words], {cwd: work})
    git('init', '-q', '-b', 'main')
    writeFileSync(join(work, 'metrics.json'), '{"rmse": 3.1}')
    git('add', '.')
    git('commit', '-qm', 'Start')
    git('checkout', '-qb', 'change')
    writeFileSync(join(work, 'metrics.json'), '{"rmse": 3.3}')
    const rule = ['--rule', 'rmse <= baseline + 2%']
    const {code, stdout} = await proofmark(
      ['gate', 'metrics.json', ...rule, '--baseline', 'main', '--json'],
      work,
    )
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({baseline: {how: 'revision', path: 'metrics.json'}})
  })

  test.each([
    {
      name: 'a percentage of a share',
      args: ['--rule', 'accuracy >= baseline - 1%'],
      said: '1 pp',
    },
    {name: 'a rule cut short', args: ['--rule', 'rmse <='], said: '^'},
    {name: 'an unknown option', args: ['--rules-file', 'x'], said: 'unknown option'},
    {name: 'a typo', args: ['--basline', 'x'], said: 'did you mean "--baseline"?'},
    {name: 'a missing value', args: ['--baseline'], said: '--baseline needs a value'},
    {name: 'one value twice', args: ['--leg', 'a', '--leg', 'b'], said: 'takes one value'},
    {
      name: 'a baseline that is nothing',
      args: ['--rule', 'rmse <= 1', '--baseline', 'nothing'],
      said: 'neither a file nor a git revision named',
    },
  ])('refuses $name', async ({args, said}) => {
    const {code, stderr, stdout} = await proofmark(['gate', 'metrics.json', ...args])
    expect(code).toBe(2)
    expect(stderr + stdout).toContain(said)
  })
})

describe('proofmark', () => {
  test('shows its commands, and an example for each', async () => {
    const {code, stdout} = await proofmark(['--help'])
    expect(code).toBe(0)
    for (const command of ['track', 'gate', 'comment']) {
      expect(stdout).toContain(command)
      expect((await proofmark([command, '--help'])).stdout).toContain('Example: proofmark')
    }
  })

  test('knows what was meant', async () => {
    const {code, stderr} = await proofmark(['gaet'])
    expect(code).toBe(2)
    expect(stderr).toContain('did you mean "gate"?')
  })

  test('ends with 2 without a command', async () => {
    expect((await proofmark([])).code).toBe(2)
  })
})

describe('what Node compiles', () => {
  const ask = async (home: string, environment: Readonly<Record<string, string>> = {}) => {
    mkdirSync(join(folder(), home), {recursive: true})
    const own = {NODE_COMPILE_CACHE: undefined, HOME: join(folder(), home), ...environment}
    expect(await run(['--version'], folder(), {environment: own})).toMatchObject({code: 0})
  }
  const compiled = (home: string) => join(folder(), home, '.cache/proofmark/compiled')
  const filesIn = (path: string) => (existsSync(path) ? readdirSync(path, {recursive: true}) : [])

  test('is kept for the user alone, and found the next time', async () => {
    await ask('own')
    expect(statSync(compiled('own')).mode & 0o777).toBe(0o700)
    expect(filesIn(compiled('own')).length).toBeGreaterThan(2)
    await ask('own')
  })

  test('is not looked for where others may write, nor on a machine of CI', async () => {
    mkdirSync(compiled('open'), {recursive: true})
    chmodSync(compiled('open'), 0o777)
    await ask('open')
    await ask('ci', {CI: 'true'})
    expect(filesIn(compiled('open'))).toEqual([])
    expect(filesIn(compiled('ci'))).toEqual([])
  })
})
