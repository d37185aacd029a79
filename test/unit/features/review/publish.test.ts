import {describe, expect, test} from 'vitest'
import {parseBody} from '../../../../shared/features/review/body.ts'
import {
  publish,
  renderBody,
  type Section,
  UNTOUCHED,
} from '../../../../shared/features/review/index.ts'
import {emptyPull, reviewPort, seeded, VirtualTime} from '../../../fakes/review-port.ts'

const HEAD = '9'.repeat(40)
const OLD_HEAD = '8'.repeat(40)
const runUrl = ({id}: Section['run']) => `https://github.com/acme/oil/actions/runs/${id}`

function section(some: Partial<Section> = {}): Section {
  return {
    pipeline: 'oil',
    leg: 'main',
    verdict: 'pass',
    run: {id: 10, attempt: 1},
    head: HEAD,
    at: '2026-03-04T12:00:00.000Z',
    content: '### ✅ oil is better\n',
    ...some,
  }
}

async function post(pull: ReturnType<typeof emptyPull>, some: Partial<Section> = {}) {
  return publish(reviewPort(pull), {section: section(some), runUrl, random: () => 0})
}

function legsOf(body = ''): readonly string[] {
  return parseBody(body).map(({leg}) => leg)
}

describe('alone', () => {
  test('the first report makes one comment, in three requests', async () => {
    const pull = emptyPull(HEAD)
    expect(await post(pull)).toMatchObject({action: 'created', id: 1, calls: 3})
    expect(pull.log).toEqual(['read', 'create', 'read'])
    expect(pull.comments[0]?.body.split('\n')[0]).toBe('<!-- proofmark:comment v1 -->')
  })

  test('the same report again writes nothing, in one request, whichever run repeats it', async () => {
    const pull = emptyPull(HEAD)
    await post(pull)
    pull.log.length = 0
    const again = await post(pull, {run: {id: 11, attempt: 1}, at: '2026-03-04T13:00:00.000Z'})
    expect(again).toMatchObject({action: 'unchanged', calls: 1})
    expect(pull.log).toEqual(['read'])
  })

  test('a new report updates in three requests', async () => {
    const pull = emptyPull(HEAD)
    await post(pull)
    pull.log.length = 0
    const again = await post(pull, {run: {id: 11, attempt: 1}, content: '### ❌ oil is worse\n'})
    expect(again).toMatchObject({action: 'updated', id: 1, calls: 3})
    expect(pull.log).toEqual(['read', 'update', 'read'])
    expect(pull.comments[0]?.body).toContain('oil is worse')
  })

  test('line ends that GitHub changed are no news', async () => {
    const pull = emptyPull(HEAD)
    await post(pull)
    pull.comments = pull.comments.map(comment => ({
      ...comment,
      body: comment.body.trimEnd().replaceAll('\n', '\r\n'),
    }))
    expect(await post(pull)).toMatchObject({action: 'unchanged'})
  })
})

describe('a report that is no news', () => {
  const quiet = (pull: ReturnType<typeof emptyPull>, some: Partial<Section> = {}) =>
    publish(reviewPort(pull), {section: section(some), runUrl, isQuiet: true, random: () => 0})

  test('makes no comment, in one request', async () => {
    const pull = emptyPull(HEAD)
    expect(await quiet(pull)).toEqual({action: 'skipped-quiet', calls: 1})
    expect(pull.log).toEqual(['read'])
  })

  test('does not join the comment of others', async () => {
    const pull = emptyPull(HEAD)
    await post(pull, {leg: 'gpu'})
    const before = pull.comments[0]?.body
    expect(await quiet(pull)).toMatchObject({action: 'skipped-quiet'})
    expect(pull.comments[0]?.body).toBe(before)
  })

  test('brings what stands there up to date', async () => {
    const pull = emptyPull(HEAD)
    await post(pull, {verdict: 'fail', content: '### ❌ oil is worse\n'})
    const later = {run: {id: 11, attempt: 1}, content: '### ➖ model unchanged\n'}
    expect(await quiet(pull, later)).toMatchObject({action: 'updated'})
    expect(pull.comments[0]?.body).toContain('model unchanged')
    expect(pull.comments[0]?.body).not.toContain('worse')
  })
})

describe('nothing goes back', () => {
  const later = section({run: {id: 10, attempt: 2}, content: 'later\n'})
  const cases = [
    {name: 'an earlier attempt', late: {run: {id: 10, attempt: 1}}},
    {name: 'an earlier run', late: {run: {id: 9, attempt: 7}}},
  ]
  test.each(cases)('$name leaves a later report alone', async ({late}) => {
    const pull = emptyPull(HEAD)
    await post(pull, later)
    const before = pull.comments[0]?.body
    expect(await post(pull, {...late, content: 'slow\n'})).toMatchObject({action: 'skipped-stale'})
    expect(pull.comments[0]?.body).toBe(before)
  })

  test('a report about a commit that is no longer the head is not posted', async () => {
    const pull = emptyPull(HEAD)
    const result = await post(pull, {head: OLD_HEAD})
    expect(result).toMatchObject({action: 'skipped-stale', calls: 1})
    expect(pull.comments).toEqual([])
  })

  test('a closed pull request gets no new comment, but keeps its old one up to date', async () => {
    const pull = emptyPull(HEAD)
    pull.isOpen = false
    expect(await post(pull)).toMatchObject({action: 'skipped-stale'})
    pull.isOpen = true
    await post(pull)
    pull.isOpen = false
    expect(await post(pull, {content: 'the end\n'})).toMatchObject({action: 'updated'})
  })

  test('a newer head than ours that comes while we wait ends the attempt', async () => {
    const pull = emptyPull(HEAD)
    const port = reviewPort(pull)
    const wait = async () => {
      pull.headSha = OLD_HEAD
    }
    const result = await publish({...port, wait}, {section: section(), runUrl})
    expect(result).toMatchObject({action: 'created', calls: 3})
  })
})

describe('other comments', () => {
  const foreign = (some: object) => ({
    id: 1,
    body: renderBody([section({leg: 'forged', content: '### ✅ trust me\n'})], {runUrl}),
    isMine: true,
    isMinimized: false,
    url: 'https://github.com/acme/oil/pull/1#issuecomment-1',
    ...some,
  })
  const cases = [
    {name: 'somebody else wrote with our marker', some: {isMine: false}},
    {name: 'somebody hid', some: {isMinimized: true}},
    {name: 'has our marker not on its first line', some: {body: `\n${foreign({}).body}`}},
    {name: 'quotes our marker', some: {body: '> <!-- proofmark:comment v1 -->'}},
  ]
  test.each(cases)(
    'one that $name is not touched, and nothing is taken from it',
    async ({some}) => {
      const pull = emptyPull(HEAD)
      pull.comments.push(foreign(some))
      expect(await post(pull)).toMatchObject({action: 'created', id: 2})
      expect(pull.comments[0]).toEqual(foreign(some))
      expect(pull.comments[1]?.body).not.toContain('forged')
    },
  )

  test('of two comments of ours the older takes all sections, then the other goes', async () => {
    const pull = emptyPull(HEAD)
    const two = foreign({id: 2, body: renderBody([section({leg: 'b'})], {runUrl})})
    pull.comments.push(two, foreign({id: 1}))
    expect(await post(pull)).toMatchObject({action: 'updated', id: 1})
    expect(pull.log).toEqual(['read', 'update', 'read', 'remove'])
    expect(pull.comments.map(({id}) => id)).toEqual([1])
    expect(legsOf(pull.comments[0]?.body)).toEqual(['b', 'forged', 'main'])
  })
})

describe('in company', () => {
  async function race(seed: number, writers: number) {
    const pull = emptyPull(HEAD)
    const time = new VirtualTime()
    const random = seeded(seed)
    const work = Array.from({length: writers}, async (_, index) => {
      await time.sleep(random() * 400)
      const port = reviewPort(pull, {time, random, latencyMs: 150})
      const own = section({leg: `leg-${index}`, run: {id: 10 + index, attempt: 1}})
      return publish(port, {section: own, runUrl, random})
    })
    const results = await time.run(Promise.all(work))
    return {pull, results}
  }

  const seeds = Array.from({length: 60}, (_, seed) => seed)
  test.each(seeds)(
    'eight writers at once end in one comment with eight sections (%i)',
    async seed => {
      const {pull, results} = await race(seed, 8)
      expect(pull.comments).toHaveLength(1)
      const legs = legsOf(pull.comments[0]?.body)
      expect(legs).toEqual(Array.from({length: 8}, (_, index) => `leg-${index}`))
      expect(new Set(results.map(result => 'id' in result && result.id))).toEqual(new Set([1]))
    },
  )

  test('what another writer dropped comes back, not only our own', async () => {
    const pull = emptyPull(HEAD)
    await post(pull, {leg: 'first'})
    const port = reviewPort(pull)
    const rude = renderBody([section({leg: 'rude'})], {runUrl})
    let waits = 0
    const wait = async () => {
      if (waits++ === 0) pull.comments = pull.comments.map(comment => ({...comment, body: rude}))
    }
    await publish({...port, wait}, {section: section(), runUrl})
    expect(legsOf(pull.comments[0]?.body)).toEqual(['first', 'main', 'rude'])
  })

  test('a section that another writer moved into the older comment has to stand there for a while', async () => {
    const pull = emptyPull(HEAD)
    const port = reviewPort(pull)
    const sections = [section({leg: 'a'}), section()]
    let waits = 0
    const wait = async () => {
      if (waits++ === 0) {
        const body = renderBody(sections, {runUrl})
        pull.comments.push({id: 0, body, isMine: true, isMinimized: false, url: 'u'})
      }
    }
    const result = await publish({...port, wait}, {section: section(), runUrl})
    expect(result).toMatchObject({action: 'created', id: 0})
    expect(pull.log).toEqual(['read', 'create', 'read', 'read', 'remove'])
  })

  test('whoever is overwritten every time says so instead of believing', async () => {
    const pull = emptyPull(HEAD)
    const port = reviewPort(pull)
    const rude = renderBody([section({leg: 'rude'})], {runUrl})
    const wait = async () => {
      pull.comments = pull.comments.map(comment => ({...comment, body: rude}))
    }
    const work = publish({...port, wait}, {section: section(), runUrl})
    await expect(work).rejects.toMatchObject({code: 'comment-contended'})
    expect(pull.log.filter(name => name === 'update')).toHaveLength(5)
  })
})

describe('what was not touched', () => {
  const rest = (untouched: readonly string[], some: Partial<Section> = {}) =>
    section({
      pipeline: UNTOUCHED,
      content: 'folded\n',
      untouched,
      run: {id: 11, attempt: 1},
      ...some,
    })
  const tell = (
    pull: ReturnType<typeof emptyPull>,
    {untouched, isQuiet}: {readonly untouched: readonly string[]; readonly isQuiet: boolean},
  ) => publish(reviewPort(pull), {section: rest(untouched), runUrl, isQuiet, random: () => 0})

  test('makes no comment by itself', async () => {
    const pull = emptyPull(HEAD)
    expect(await tell(pull, {untouched: ['oil'], isQuiet: true})).toMatchObject({
      action: 'skipped-quiet',
    })
    expect(pull.comments).toEqual([])
  })

  test('quietly takes away the section of an earlier push', async () => {
    const pull = emptyPull(HEAD)
    await post(pull)
    expect(await tell(pull, {untouched: ['oil'], isQuiet: true})).toMatchObject({action: 'updated'})
    const [comment] = pull.comments
    expect(comment?.body).not.toContain('oil is better')
    expect(comment?.body).toContain('untouched=oil -->')
  })

  test('takes away what is gone, says so once, and leaves what other jobs wrote', async () => {
    const pull = emptyPull(HEAD)
    await post(pull, {config: 'models/oil/proofmark.yml'})
    await post(pull, {pipeline: 'gas'})
    const isGone = ({config}: Section) => config === 'models/oil/proofmark.yml'
    const again = () =>
      publish(reviewPort(pull), {
        section: rest(['zinc']),
        runUrl,
        isGone,
        isQuiet: true,
        random: () => 0,
      })
    expect(await again()).toMatchObject({action: 'updated', gone: ['oil']})
    const told = parseBody(pull.comments[0]?.body ?? '')
    expect(told.map(({pipeline}) => pipeline)).toEqual(['gas', UNTOUCHED])
    expect(told.at(-1)?.untouched).toEqual(['zinc', 'oil'])
    expect(await again()).not.toHaveProperty('gone')
  })

  test('takes nothing away that a later run wrote', async () => {
    const pull = emptyPull(HEAD)
    await post(pull, {run: {id: 12, attempt: 1}})
    const isGone = () => true
    await publish(reviewPort(pull), {section: rest([]), runUrl, isGone, random: () => 0})
    expect(parseBody(pull.comments[0]?.body ?? '').map(({pipeline}) => pipeline)).toContain('oil')
  })

  test('loses nothing of jobs that write at the same time', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const time = new VirtualTime()
      const random = seeded(seed)
      const pull = emptyPull(HEAD)
      const port = () => reviewPort(pull, {time, random, latencyMs: 300})
      const sections = [
        section({pipeline: 'gas', run: {id: 11, attempt: 1}}),
        section({pipeline: 'zinc', run: {id: 11, attempt: 1}}),
        rest(['oil']),
      ]
      await post(pull)
      await time.run(
        Promise.all(sections.map(each => publish(port(), {section: each, runUrl, random}))),
      )
      const told = pull.comments.flatMap(({body}) => parseBody(body))
      expect(
        told.map(({pipeline}) => pipeline),
        `seed ${seed}`,
      ).toEqual(['gas', 'zinc', UNTOUCHED])
    }
  })
})
