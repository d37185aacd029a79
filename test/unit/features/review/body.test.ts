import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {weigh} from '../../../../shared/domain/text-size.ts'
import {
  mergeSection,
  parseBody,
  renderBody,
  unite,
} from '../../../../shared/features/review/body.ts'
import {type Section, UNTOUCHED} from '../../../../shared/features/review/index.ts'
import {openingOf, readOpening} from '../../../../shared/features/review/section.ts'

const runUrl = ({id}: Section['run']) => `https://github.com/acme/oil/actions/runs/${id}`
const frame = {runUrl}

function section(some: Partial<Section> = {}): Section {
  return {
    pipeline: 'oil',
    leg: 'main',
    verdict: 'pass',
    run: {id: 812, attempt: 1},
    head: '9'.repeat(40),
    at: '2026-03-04T12:00:00.000Z',
    content: '### ✅ oil is better\n\ntable\n',
    ...some,
  }
}

describe('markers', () => {
  test('say everything and are read back', () => {
    const mark = openingOf(section())
    expect(mark).toBe(
      `<!-- proofmark:section pipeline=oil leg=main verdict=pass run=812-1 head=${'9'.repeat(40)} at=2026-03-04T12:00:00.000Z -->`,
    )
    const {content: _, ...rest} = section()
    expect(readOpening(mark)).toEqual(rest)
    const placed = section({config: 'models/oil/proofmark.yml'})
    expect(openingOf(placed)).toContain('Z config=models/oil/proofmark.yml -->')
    expect(readOpening(openingOf(placed))).toEqual({...rest, config: 'models/oil/proofmark.yml'})
  })

  const wrong: readonly {name: string; some: Partial<Section>}[] = [
    {name: 'a pipeline that closes the comment', some: {pipeline: 'a-->'}},
    {name: 'a pipeline with a blank', some: {pipeline: 'a leg=b'}},
    {name: 'an empty leg', some: {leg: ''}},
    {name: 'a path with a blank', some: {config: 'a b/proofmark.yml'}},
    {name: 'a path that closes the comment', some: {config: 'a-->'}},
    {name: 'a leg with a line end', some: {leg: 'a\nb'}},
    {name: 'a short commit', some: {head: 'abc'}},
    {name: 'a time of another form', some: {at: 'yesterday'}},
    {name: 'a run that is none', some: {run: {id: 0, attempt: 1}}},
    {name: 'a fraction of an attempt', some: {run: {id: 1, attempt: 1.5}}},
  ]
  test.each(wrong)('$name is refused', ({some}) => {
    expect(() => openingOf(section(some))).toThrow(RangeError)
  })

  test('a section with our own marker in its text is refused', () => {
    const content = 'a\n<!-- /proofmark:section -->\n'
    expect(() => mergeSection([], section({content}))).toThrow(RangeError)
  })
})

describe('a body', () => {
  test('is read back whole, in any order of writing', () => {
    const sections = [section({leg: 'b'}), section({leg: 'a'}), section({pipeline: 'gas'})]
    const body = renderBody(sections, frame)
    expect(parseBody(body).map(({pipeline, leg}) => `${pipeline}/${leg}`)).toEqual([
      'gas/main',
      'oil/a',
      'oil/b',
    ])
    expect(renderBody([...sections].reverse(), frame)).toBe(body)
    expect(renderBody(parseBody(body), frame)).toBe(body)
  })

  test('keeps the sections of others byte by byte', () => {
    const content = '  odd \n\n\n\ttext `|` <b> \n\n'
    const body = renderBody([section({leg: 'other', content})], frame)
    const merged = renderBody(mergeSection(parseBody(body), section()), frame)
    expect(parseBody(merged).find(({leg}) => leg === 'other')?.content).toBe(content)
    const opening = openingOf(section({leg: 'other'}))
    expect(merged).toContain(`${opening}\n${content}\n<!-- /proofmark:section -->\n`)
  })

  test('damaged by hand gives what is still sound', () => {
    const body = renderBody([section({leg: 'a'}), section({leg: 'b'}), section({leg: 'c'})], frame)
    const damaged = body
      .replace('leg=a verdict=pass', 'leg=a verdict=great')
      .replace(/<!-- \/proofmark:section -->\n$/, '')
    expect(parseBody(damaged).map(({leg}) => leg)).toEqual(['b'])
  })

  test('of two sections for one place the later run counts', () => {
    const first = renderBody([section({content: 'old\n'})], frame)
    const second = openingOf(section({run: {id: 813, attempt: 1}}))
    const doubled = `${first}${second}\nnew\n<!-- /proofmark:section -->\n`
    expect(parseBody(doubled)).toEqual([section({run: {id: 813, attempt: 1}, content: 'new'})])
    const stale = openingOf(section({run: {id: 1, attempt: 1}}))
    const behind = `${doubled}${stale}\nstale\n<!-- /proofmark:section -->\n`
    expect(parseBody(behind)).toEqual([section({run: {id: 813, attempt: 1}, content: 'new'})])
  })

  test('without our first line is not ours', () => {
    expect(parseBody(renderBody([section()], frame).replace('v1', 'v2'))).toEqual([])
    expect(parseBody('')).toEqual([])
  })

  test('has a line over several sections that names what does not pass', () => {
    const sections = [
      section({leg: 'a'}),
      section({leg: 'b', verdict: 'fail'}),
      section({leg: 'c', verdict: 'error', at: '2026-03-04T11:00:00.000Z', head: '8'.repeat(40)}),
    ]
    expect(renderBody(sections, frame).split('\n')[1]).toBe(
      '**3 reports:** ❌ 1 fail: `oil b` · ⛔ 1 without verdict: `oil c` · ✅ 1 pass · ⏳ 1 of an earlier commit: `oil c`',
    )
    expect(renderBody([section()], frame)).not.toContain('reports')
  })
})

describe('the section of what was not touched', () => {
  const rest = (untouched: readonly string[], some: Partial<Section> = {}) =>
    section({pipeline: UNTOUCHED, content: '<details>…</details>\n', untouched, ...some})
  const later = {run: {id: 813, attempt: 1}}
  const names = (sections: readonly Section[]) => sections.map(({pipeline}) => pipeline)

  test('is read back with its names, also with none', () => {
    for (const untouched of [['gas', 'power'], []]) {
      const {content: _, ...mark} = rest(untouched)
      expect(readOpening(openingOf(rest(untouched)))).toEqual(mark)
    }
  })

  test.each([
    {name: 'a name that closes the comment', some: {untouched: ['a-->']}},
    {name: 'an empty name', some: {untouched: ['a', '']}},
    {name: 'the name of a pipeline', some: {pipeline: 'oil'}},
    {name: 'its name without its list', some: {untouched: undefined}},
  ])('with $name is refused', ({some}) => {
    const {untouched, ...other} = {...rest(['gas']), ...some}
    expect(() => openingOf(untouched ? {...other, untouched} : other)).toThrow(RangeError)
  })

  test('takes away what an earlier run said of them, and nothing else', () => {
    const sections = [
      section({pipeline: 'gas'}),
      section({pipeline: 'gas', leg: 'gpu'}),
      section({pipeline: 'oil'}),
      section({pipeline: 'power', run: {id: 814, attempt: 1}}),
    ]
    const merged = mergeSection(sections, rest(['gas', 'power'], later))
    expect(merged.map(({pipeline, leg}) => `${pipeline}/${leg}`)).toEqual([
      'gas/gpu',
      'oil/main',
      'power/main',
      '_/main',
    ])
  })

  test('takes it away again when a writer who knew less puts it back', () => {
    const body = renderBody(mergeSection([], rest(['gas'], later)), frame)
    const old = renderBody([section({pipeline: 'gas'})], frame)
    expect(names(unite([parseBody(old), parseBody(body)]))).toEqual([UNTOUCHED])
    expect(names(unite([parseBody(body), parseBody(old)]))).toEqual([UNTOUCHED])
    expect(names(mergeSection(parseBody(body), section({pipeline: 'gas'})))).toEqual([UNTOUCHED])
  })

  test('gives way to a report of a later run', () => {
    const merged = mergeSection([rest(['gas'])], section({pipeline: 'gas', ...later}))
    expect(names(merged)).toEqual(['gas', UNTOUCHED])
  })

  test('stands last, and counts for no report', () => {
    const one = renderBody([rest(['gas']), section({pipeline: 'zinc'})], frame)
    expect(names(parseBody(one))).toEqual(['zinc', UNTOUCHED])
    expect(one).not.toContain('reports')
    const two = renderBody([rest(['gas']), section(), section({pipeline: 'zinc'})], frame)
    expect(two).toContain('**2 reports:** ✅ 2 pass\n')
  })

  test('is never cut in its fold', () => {
    const content = `<details><summary>x</summary>\n${'x'.repeat(70_000)}\n</details>\n`
    const body = renderBody([rest(['gas'], {content}), section()], frame)
    expect(body).not.toContain('<details>')
    expect(names(parseBody(body))).toEqual(['oil', UNTOUCHED])
  })
})

describe('a body too large', () => {
  const large = (letter: string, size: number) => `### ❌ ${letter}\n\n${letter.repeat(size)}\n`

  test('shortens the largest section to its first line and a link, and no other', () => {
    const sections = [
      section({leg: 'a', content: large('a', 40_000)}),
      section({leg: 'b', content: large('b', 30_000)}),
    ]
    const body = renderBody(sections, frame)
    expect(weigh(body)).toBeLessThanOrEqual(60_000)
    const [a, b] = parseBody(body)
    expect(a?.content).toContain('### ❌ a')
    expect(a?.content).toContain('[the whole report](https://github.com/acme/oil/actions/runs/812)')
    expect(b?.content).toBe(sections[1]?.content)
  })

  test('is the same whoever wrote it last', () => {
    const a = section({leg: 'a', content: large('a', 40_000)})
    const b = section({leg: 'b', content: large('b', 30_000)})
    const body = renderBody([a, b], frame)
    expect(renderBody(mergeSection(parseBody(body), a), frame)).toBe(body)
    expect(renderBody(mergeSection(parseBody(body), b), frame)).toBe(body)
  })

  test('never drops one of the 256 sections a matrix can have', () => {
    const sections = Array.from({length: 256}, (_, leg) =>
      section({leg: `leg-${leg}`, content: large('x', 2_000)}),
    )
    const body = renderBody(sections, frame)
    expect(weigh(body)).toBeLessThanOrEqual(60_000)
    expect(parseBody(body)).toHaveLength(256)
  })

  test('that cannot be made small enough is an error with a way out', () => {
    const sections = Array.from({length: 600}, (_, leg) => section({leg: `leg-${leg}`}))
    expect(() => renderBody(sections, frame)).toThrow(/600 reports do not fit/)
  })
})

test('whatever a comment holds, reading it ends, and what was read is written back the same', () => {
  const piece = fc.constantFrom(
    '<!-- proofmark:comment v1 -->',
    openingOf(section()),
    openingOf(section({leg: 'b'})),
    '<!-- /proofmark:section -->',
    'text',
    '',
    '\r',
  )
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 12}), lines => {
      const body = ['<!-- proofmark:comment v1 -->', ...lines].join('\n')
      const sections = parseBody(body)
      expect(parseBody(renderBody(sections, frame))).toEqual(
        [...sections].sort((a, b) => (a.leg < b.leg ? -1 : 1)),
      )
    }),
  )
})
