import {describe, expect, it} from 'vitest'
import {importsOf, readSources, type SourceFile, withoutComments} from './source-files.ts'

const sources = await readSources(['actions', 'cli', 'shared'])
const HARD_LIMIT = 300
/** What platform may know of the domain: ports and pure helpers, no models. */
const DOMAIN_FOR_PLATFORM =
  /^shared\/domain\/(ports\/[\w-]+|byte-order|digest|endpoint|grouped|nearest|json|tree|statistics\/(resample|units)|remote\/(checksum|digest-field|location))\.ts$/

type Rule = {
  readonly from: RegExp
  /** `$1` stands for the first group of `from`. */
  readonly own: readonly string[]
  readonly mayUse: RegExp
}

/** Imports point one way: actions, cli → stages → features → domain and platform. */
const RULES: readonly Rule[] = [
  {
    from: /^actions\/([\w-]+)\//,
    own: ['^actions/$1/'],
    mayUse: /^shared\/(stages|domain|platform)\//,
  },
  {
    from: /^cli\//,
    own: ['^cli/', '^actions/[\\w-]+/action\\.ts$'],
    mayUse: /^(shared\/(stages|domain|platform)\/|node:)/,
  },
  {
    from: /^shared\/stages\//,
    own: ['^shared/stages/'],
    mayUse: /^shared\/(features\/[\w-]+\/index\.ts$|domain\/|platform\/)/,
  },
  {
    from: /^shared\/features\/([\w-]+)\//,
    own: ['^shared/features/$1/'],
    mayUse: /^(shared\/(domain|platform)\/|zod$)/,
  },
  {
    from: /^shared\/platform\//,
    own: ['^shared/platform/', DOMAIN_FOR_PLATFORM.source],
    mayUse: /^(node:|@?[a-z])(?!hared\/)/,
  },
  {from: /^shared\/domain\//, own: ['^shared/domain/'], mayUse: /^zod$/},
]

/** What is wrong with the imports of a file, one sentence each. */
function breaches({path, imports}: Pick<SourceFile, 'path' | 'imports'>): readonly string[] {
  const rule = RULES.find(candidate => candidate.from.test(path))
  if (rule === undefined) return [`${path} lies in no layer`]
  const group = rule.from.exec(path)?.[1] ?? ''
  const own = rule.own.map(source => new RegExp(source.replace('$1', group)))
  return imports
    .map(({specifier, path: target}) => target ?? specifier)
    .filter(target => !own.some(pattern => pattern.test(target)) && !rule.mayUse.test(target))
    .map(target => `${path} imports ${target}`)
}

const importing = (pattern: RegExp) =>
  sources
    .filter(({imports}) => imports.some(({specifier}) => pattern.test(specifier)))
    .map(({path}) => path)

describe('imports', () => {
  it('are found in every form', () => {
    const text = `import a from './a.ts'
import * as b from "b"
import {
  c,
  type d,
} from '../c.ts'
import type {e} from 'node:e'
export {f} from './f.ts'
export * from './g.ts'
import './h.ts'
const i = await import('./i.ts')
const j = load(() => import( "j" ))
// import k from 'k'
/* import l from 'l' */
`
    expect(importsOf('x/y.ts', text)).toEqual([
      {specifier: './a.ts', kind: 'static', path: 'x/a.ts'},
      {specifier: 'b', kind: 'static', path: undefined},
      {specifier: '../c.ts', kind: 'static', path: 'c.ts'},
      {specifier: 'node:e', kind: 'type', path: undefined},
      {specifier: './f.ts', kind: 'static', path: 'x/f.ts'},
      {specifier: './g.ts', kind: 'static', path: 'x/g.ts'},
      {specifier: './h.ts', kind: 'static', path: 'x/h.ts'},
      {specifier: './i.ts', kind: 'dynamic', path: 'x/i.ts'},
      {specifier: 'j', kind: 'dynamic', path: undefined},
    ])
  })

  it('point one way', () => {
    expect(sources.flatMap(breaches)).toEqual([])
  })

  const WRONG = [
    {from: 'shared/domain/x.ts', target: 'node:fs'},
    {from: 'shared/domain/x.ts', target: '../platform/errors.ts'},
    {from: 'shared/domain/x.ts', target: 'zod/mini'},
    {from: 'shared/platform/x.ts', target: '../domain/record.ts'},
    {from: 'shared/platform/x.ts', target: '../features/data/index.ts'},
    {from: 'shared/features/data/x.ts', target: '../gating/index.ts'},
    {from: 'shared/features/data/x.ts', target: 'node:path'},
    {from: 'shared/features/data/x.ts', target: 'yaml'},
    {from: 'shared/features/data/x.ts', target: '../../stages/gate.ts'},
    {from: 'shared/stages/x.ts', target: '../features/data/diff.ts'},
    {from: 'shared/stages/x.ts', target: 'node:fs'},
    {from: 'shared/stages/x.ts', target: '../../actions/gate/action.ts'},
    {from: 'actions/gate/x.ts', target: '../track/action.ts'},
    {from: 'actions/gate/x.ts', target: '../../shared/features/data/index.ts'},
    {from: 'actions/gate/x.ts', target: '@actions/core'},
    {from: 'cli/x.ts', target: '../actions/gate/main.ts'},
    {from: 'cli/x.ts', target: '../shared/features/data/index.ts'},
  ]
  it.each(WRONG)('from $from to $target are refused', ({from, target}) => {
    expect(breaches({path: from, imports: importsOf(from, `import x from '${target}'`)})).toEqual([
      expect.stringContaining(`${from} imports `),
    ])
  })

  it('make no cycles', () => {
    expect(cycles(sources)).toEqual([])
    const imported = (path: string, target: string) => ({
      path,
      text: '',
      imports: importsOf(path, `import '${target}'`),
    })
    expect(cycles([imported('a.ts', './b.ts'), imported('b.ts', './a.ts')])).toHaveLength(1)
  })

  it('reach @actions/core from one file', () => {
    expect(importing(/^@actions\/core/)).toEqual(['shared/platform/runner/github.ts'])
  })

  it('reach octokit from platform/github only', () => {
    const elsewhere = importing(/^@octokit\/|^@actions\/github/).filter(
      path => !path.startsWith('shared/platform/github/'),
    )
    expect(elsewhere).toEqual([])
  })

  it('take heavy packages late, or where everything is loaded late', () => {
    const eager = sources
      .filter(({path}) => !path.startsWith('shared/platform/github/'))
      .flatMap(({path, imports}) =>
        imports
          .filter(
            ({specifier, kind}) =>
              kind === 'static' && /^@actions\/(artifact|cache)|onnxruntime/.test(specifier),
          )
          .map(({specifier}) => `${path} imports ${specifier}`),
      )
    expect(eager).toEqual([])
  })
})

describe('files', () => {
  it('are short', () => {
    const long = sources.filter(({text}) => text.split('\n').length > HARD_LIMIT)
    expect(long.map(({path}) => path)).toEqual([])
  })

  it('are named by what is in them', () => {
    const vague = sources.filter(({path}) => /(utils?|helpers?|common|misc)(\/|\.|-)/.test(path))
    const shouting = sources.filter(({path}) => !/^[a-z0-9./-]+$/.test(path))
    expect([...vague, ...shouting].map(({path}) => path)).toEqual([])
  })
})

describe('laws', () => {
  const lines = (pattern: RegExp, folder: string) =>
    sources
      .filter(({path}) => path.startsWith(folder))
      .flatMap(({path, text}) =>
        withoutComments(text)
          .split('\n')
          .filter(line => pattern.test(line))
          .map(line => `${path}: ${line.trim()}`),
      )

  it('fail a step in one place', () => {
    expect(lines(/\bsetFailed\b/, '')).toHaveLength(1)
    const failing = lines(/\brunner\.fail\(/, '').map(line => line.split(':')[0])
    expect([...new Set(failing)]).toEqual(['shared/platform/action.ts'])
  })

  it('never leave the process by force', () => {
    expect(lines(/process\.(exit|abort)\(/, '')).toEqual([])
  })

  it('keep clock, chance and environment out of the domain', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bglobalThis\b|\bperformance\b|\bfetch\(/
    expect(lines(impure, 'shared/domain/')).toEqual([])
  })

  it('read the environment at the doors only', () => {
    // The context of @actions/github reads it by itself and is lent ours for that moment; git gets an allow-list of it.
    const doors = [
      'cli/main.ts',
      'cli/start.ts',
      'shared/platform/entry.ts',
      'shared/platform/git-command.ts',
      'shared/platform/github/context.ts',
    ]
    const reading = lines(/process\.env\b/, '').map(line => line.split(':')[0] ?? '')
    expect([...new Set(reading)].filter(path => !doors.includes(path))).toEqual([])
  })

  it('run nothing through a shell', () => {
    expect(lines(/shell:\s*true|\bexecSync\(|\bexec\(['"`]/, '')).toEqual([])
  })
})

function cycles(files: readonly SourceFile[]): readonly string[] {
  const graph = new Map(
    files.map(({path, imports}) => [
      path,
      imports.flatMap(({path: target, kind}) =>
        target === undefined || kind !== 'static' ? [] : [target],
      ),
    ]),
  )
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    } else if (!done.has(path)) {
      for (const target of graph.get(path) ?? []) visit(target, [...trail, path])
      done.add(path)
    }
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}
