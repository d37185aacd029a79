import {describe, expect, test} from 'vitest'
import {parseDvcFile} from '../../../../shared/domain/dvc/dvc-file.ts'
import {nextCounter, parseGtoTag, stagesOf} from '../../../../shared/domain/dvc/gto-tag.ts'
import {parseIgnoreRules} from '../../../../shared/domain/dvc/ignore-rules.ts'
import {parseLock} from '../../../../shared/domain/dvc/lock-file.ts'
import {parsePipeline} from '../../../../shared/domain/dvc/pipeline-file.ts'
import {placeOf} from '../../../../shared/domain/dvc/place.ts'
import {parseDvcConfig} from '../../../../shared/domain/dvc/remotes.ts'
import {treeOf} from './tree-of.ts'

const MD5 = 'dd8c6a395b5dd36c56d23275028f526c'

async function entryOf(yaml: string) {
  const read = parseDvcFile(await treeOf(`outs:\n- path: data/\n${yaml}`))
  return 'value' in read ? read.value.outs[0] : read.problems.map(({message}) => message).join('; ')
}

describe('a .dvc file', () => {
  test.each([
    {
      name: 'DVC 3',
      yaml: `  md5: ${MD5}\n  hash: md5\n`,
      checksum: {kind: 'md5', hex: MD5, isFolder: false, isLegacy: false},
    },
    {
      name: 'DVC 2',
      yaml: `  md5: ${MD5}.dir\n`,
      checksum: {kind: 'md5', hex: MD5, isFolder: true, isLegacy: true},
    },
    {name: 'capitals', yaml: `  md5: ${MD5.toUpperCase()}\n`, checksum: {hex: MD5}},
    {
      name: 'digits that look like a number',
      yaml: '  md5: 12345678901234567890123456789012\n',
      checksum: {hex: '12345678901234567890123456789012'},
    },
    {
      name: 'an exponent',
      yaml: '  md5: 1234567890123456789012345678e012\n',
      checksum: {hex: '1234567890123456789012345678e012'},
    },
    {name: 'a remote alone', yaml: '  etag: 12e4\n', checksum: {kind: 'remote', text: '12e4'}},
    {name: 'nothing yet', yaml: '  md5:\n', checksum: {kind: 'none'}},
  ])('knows $name', async ({yaml, checksum}) => {
    expect(await entryOf(yaml)).toMatchObject({path: 'data', checksum})
  })

  test('keeps what a remote numbers itself', async () => {
    const yaml = `  hash: md5
  files:
  - size: 4
    md5: ${MD5}
    relpath: bar
    cloud:
      r1: { etag: 1e5, version_id: 'null' }
  version_id: 0012
  isexec: true
`
    expect(await entryOf(yaml)).toMatchObject({
      list: [{path: 'bar', md5: MD5, bytes: 4}],
      cloud: new Map([['', {versionId: '0012'}]]),
      isExecutable: true,
    })
  })

  test.each([
    {yaml: '  md5: abc\n', message: 'is no MD5'},
    {yaml: `  md6: ${MD5}\n`, message: 'unknown key "md6"; did you mean "md5"?'},
    {yaml: `  md5: ${MD5}\n  hash: sha256\n`, message: 'hash must be md5'},
    {yaml: `  md5: ${MD5}\n  size: -1\n`, message: 'size must be a whole number'},
    {yaml: '  wdir: x\n', message: 'unknown key "wdir"'},
    {yaml: '  md5: [a]\n', message: 'md5 must be a text'},
    {
      yaml: `  files:\n  - {relpath: a, md5: ${MD5}}\n  - {relpath: a, md5: ${MD5}}\n`,
      message: 'listed twice',
    },
    {yaml: '- nothing\n', message: 'must be a mapping'},
  ])('refuses $yaml', async ({yaml, message}) => {
    expect(await entryOf(yaml)).toContain(message)
  })

  test('must name data', async () => {
    expect(parseDvcFile(await treeOf('wdir: ..\n'))).toMatchObject({
      problems: [{message: expect.stringContaining('names no data')}],
    })
  })

  test('may be moved, imported and described', async () => {
    const read = parseDvcFile(
      await treeOf(`md5: ${MD5}
frozen: true
wdir: ../x
meta: {anything: [1]}
deps:
- path: data.csv
  repo: {url: https://github.com/example/registry, rev_lock: abc}
outs:
- {md5: ${MD5}, path: data.csv, cache: false}
`),
    )
    expect(read).toMatchObject({
      value: {
        wdir: '../x',
        isFrozen: true,
        own: {md5: MD5},
        deps: [{isImport: true}],
        outs: [{isCached: false}],
      },
    })
  })
})

describe('dvc.lock', () => {
  const stages = `
  prep:
    cmd: [one, two]
    deps:
    - path: a
      md5: ${MD5}
    params:
      params.yaml:
        lr: 0.1
    outs:
    - path: b/
      md5: ${MD5}.dir
`
  test.each([
    {name: 'schema 2', text: `schema: '2.0'\nstages:${stages}`},
    {name: 'schema 1', text: stages.replace(/^ {2}/gm, '')},
  ])('is read in $name', async ({text}) => {
    expect(parseLock(await treeOf(text))).toMatchObject({
      value: [
        {
          name: 'prep',
          cmd: ['one', 'two'],
          deps: [{path: 'a', checksum: {isLegacy: true}}],
          outs: [{path: 'b', checksum: {isFolder: true}}],
          params: [{file: 'params.yaml', name: 'lr', value: {value: 0.1}}],
        },
      ],
    })
  })

  test.each([
    {text: 'schema: "3.0"\nstages: {}', message: "the schema must be '2.0'"},
    {text: 'schema: "2.0"\nstages: {a: {deps: []}}', message: 'needs a cmd'},
    {text: 'schema: "2.0"\nstage: {}', message: 'unknown key "stage"; did you mean "stages"?'},
    {text: 'schema: "2.0"\nstages: {a: {cmd: x, outs: [{md5: a}]}}', message: 'needs a path'},
    {text: 'schema: "2.0"\nstages: {a: {cmd: x, params: {p: 1}}}', message: 'p must be a mapping'},
    {text: '- 1', message: 'must be a mapping'},
  ])('is refused: $text', async ({text, message}) => {
    const read = parseLock(await treeOf(text))
    expect('problems' in read && read.problems.map(one => one.message).join()).toContain(message)
  })
})

describe('dvc.yaml', () => {
  const stagesOf_ = async (text: string, params = '{}') => {
    const read = parsePipeline(await treeOf(text), new Map([['params.yaml', await treeOf(params)]]))
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    return read.value
  }

  test('is read with all kinds of outputs', async () => {
    const {stages, metrics, artifacts} = await stagesOf_(`
stages:
  train:
    cmd: python train.py
    wdir: src
    deps: [data/, train.py]
    params: [lr, {other.yaml: [a, b]}, {whole.json: }]
    outs: [model, {logs: {cache: false}}]
    metrics: [{m.json: {cache: false}}]
    plots: [p.csv]
metrics: [m.json]
artifacts:
  best: {path: model, type: model}
`)
    expect(stages).toMatchObject([
      {
        name: 'train',
        wdir: 'src',
        deps: ['data', 'train.py'],
        params: [
          {file: undefined, names: ['lr']},
          {file: 'other.yaml', names: ['a', 'b']},
          {file: 'whole.json', names: []},
        ],
        outs: [
          {path: 'model', kind: 'out', isCached: true},
          {path: 'logs', kind: 'out', isCached: false},
          {path: 'm.json', kind: 'metric', isCached: false},
          {path: 'p.csv', kind: 'plot', isCached: true},
        ],
      },
    ])
    expect(metrics).toEqual(['m.json'])
    expect(artifacts).toEqual([{name: 'best', path: 'model', type: 'model'}])
  })

  test('fills templates in as DVC does', async () => {
    const {stages} = await stagesOf_(
      `
vars: [{name: top}, "params.yaml:deep"]
stages:
  one:
    cmd: echo \${name} \${deep.list[1]} \${deep.flag} \${deep.none} \${deep.small} \\\${kept} \${deep.options}
  group:
    foreach: \${deep.list}
    do: {cmd: "run \${item}", outs: ["\${item}.txt"]}
  named:
    foreach: {x: {a: 1}, y: {a: 2.0}}
    do: {cmd: "run \${key} \${item.a}"}
  grid:
    matrix: {a: [1, 2], b: [{c: 3}, z]}
    cmd: run \${item.a} \${key}
`,
      'deep: {list: [p, q], flag: true, none: null, small: 1.0e-5, options: {a: {b: 1}, on: true, off: false, words: ["x y", z]}}',
    )
    expect(stages.map(({name, cmd}) => [name, cmd[0]])).toEqual([
      ['one', `echo top q true None 1e-05 \${kept} --a.b 1 --on --words 'x y' z`],
      ['group@p', 'run p'],
      ['group@q', 'run q'],
      ['named@x', 'run x 1'],
      ['named@y', 'run y 2.0'],
      ['grid@1-b0', 'run 1 1-b0'],
      ['grid@1-z', 'run 1 1-z'],
      ['grid@2-b0', 'run 2 2-b0'],
      ['grid@2-z', 'run 2 2-z'],
    ])
  })

  test.each([
    {name: 'a name that is nowhere', stage: `{cmd: "x \${no}"}`},
    {name: 'a list in a text', stage: `{cmd: "x \${list}"}`},
    {
      name: 'a matrix without end',
      stage: `{cmd: x, matrix: {${Array.from({length: 9}, (_, index) => `k${index}: [1,2,3,4,5,6,7,8]`).join(', ')}}}`,
    },
    {name: 'variables that cannot be read', stage: '{cmd: x, vars: [no.yaml]}'},
  ])('says of $name that it cannot be filled in', async ({stage}) => {
    const {stages, unresolved} = await stagesOf_(
      `stages:\n  a: ${stage}\n  b: {cmd: y}`,
      'list: [1]',
    )
    expect(stages.map(({name}) => name)).toEqual(['b'])
    expect(unresolved).toMatchObject([{name: 'a', line: 2}])
  })

  test('refuses what DVC refuses', async () => {
    const read = parsePipeline(await treeOf('stages:\n  a: {cmd: x, dep: [y]}'), new Map())
    expect(read).toMatchObject({
      problems: [{line: 2, message: expect.stringContaining('did you mean "deps"?')}],
    })
  })
})

test.each([
  {parts: ['.', '.', 'a//b/'], place: {kind: 'inside', path: 'a/b'}},
  {parts: ['x', '../y', './z'], place: {kind: 'inside', path: 'y/z'}},
  {parts: ['x', '..'], place: {kind: 'inside', path: '.'}},
  {parts: ['x', '../../a'], place: {kind: 'outside'}},
  {parts: ['.', '/etc/passwd'], place: {kind: 'outside'}},
  {parts: ['.', 'C:\\a'], place: {kind: 'outside'}},
  {parts: ['.', 'a\0b'], place: {kind: 'outside'}},
  {parts: ['.', 's3://bucket/a'], place: {kind: 'external'}},
  {parts: ['.', 'remote://r/a'], place: {kind: 'external'}},
])('$parts lies where DVC looks', ({parts, place}) => {
  expect(placeOf(...parts)).toEqual(place)
})

test('remotes are read without their passwords, and the local file wins', () => {
  expect(
    parseDvcConfig(
      `[core]\n    remote = a\n['remote "a"']\n    url = s3://bucket/x\n    version_aware = true\n[cache]\n    dir = ../../c\n`,
      `# mine\n[core]\nremote = b\n['remote "b"']\nurl = https://me:secret@example.com/x\n`,
    ),
  ).toEqual({
    remotes: [
      {name: 'a', url: 's3://bucket/x', isVersionAware: true, isDefault: false},
      {name: 'b', url: 'https://example.com/x', isVersionAware: false, isDefault: true},
    ],
    cacheDir: '../../c',
  })
})

describe('GTO', () => {
  test.each([
    ['churn@v1.2.3', {artifact: 'churn', event: 'register', version: 'v1.2.3'}],
    [
      'text-classification#prod#1',
      {artifact: 'text-classification', event: 'assign', stage: 'prod', counter: 1},
    ],
    [
      'dir/sub=churn#dev!#4',
      {artifact: 'dir/sub:churn', event: 'unassign', stage: 'dev', counter: 4},
    ],
    ['churn@v0.0.1!#2', {artifact: 'churn', event: 'deregister', version: 'v0.0.1', counter: 2}],
    ['churn@deprecated#3', {artifact: 'churn', event: 'deprecate', counter: 3}],
    ['churn@created', {artifact: 'churn', event: 'create'}],
    ['v1.2.3', undefined],
    ['churn@1.2.3', undefined],
    ['-churn@v1.2.3', undefined],
    ['churn#prod#x', undefined],
    ['churn@v01.2.3', undefined],
  ])('%s', (name, tag) => {
    expect(parseGtoTag(name)).toEqual(tag)
  })

  test('the latest assignment that stands counts, and counters go over all stages', () => {
    const tags = [
      {name: 'churn#dev#1', at: 1},
      {name: 'churn#prod#3', at: 3},
      {name: 'churn#dev#2', at: 2},
      {name: 'other#dev#9', at: 9},
      {name: 'churn#prod!#4', at: 4},
    ]
    expect([...stagesOf('churn', tags)]).toEqual([['dev', {name: 'churn#dev#2', at: 2}]])
    expect(
      nextCounter(
        'churn',
        tags.map(({name}) => name),
      ),
    ).toBe(5)
    expect(nextCounter('new', [])).toBe(1)
  })
})

test('a .dvcignore says nothing about what it does not name', () => {
  expect(parseIgnoreRules('*.tmp\n!keep.tmp')('a.csv', false)).toBeUndefined()
  expect(parseIgnoreRules('*.tmp\n!keep.tmp')('keep.tmp', false)).toBe(false)
})
