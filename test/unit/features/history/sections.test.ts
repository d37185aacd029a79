import {describe, expect, test} from 'vitest'
import {encodeSection} from '../../../../shared/domain/record.ts'
import {
  loadData,
  loadGate,
  onlyPipeline,
  saveSection,
} from '../../../../shared/features/history/index.ts'
import {directoryStore} from '../../../../shared/platform/stores/directory.ts'
import {sampleData, sampleGate, sampleRule} from '../../../fakes/sample-report.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const gate = sampleGate()
const whose = {
  pipeline: 'oil-price',
  leg: 'main',
  attempt: 1,
  run: gate.by.run?.id,
  commit: gate.by.commit,
}
const textOf = (section: typeof gate) => new TextDecoder().decode(encodeSection(section))
const {run: _, ...withoutRun} = gate.by

function attempt(number: number) {
  const {run} = gate.by
  if (!run) throw new Error('the sample has no run')
  return {...gate, by: {...gate.by, run: {...run, attempt: number}}}
}

describe('whose verdict it is', () => {
  const of = (pipeline: string, leg = 'main') => ({...gate, by: {...gate.by, pipeline, leg}})

  test.each([
    {name: 'of the only pipeline', sections: [of('a-gate-b')], expected: 'a-gate-b'},
    {name: 'of nobody without a verdict', sections: [], expected: undefined},
    {name: 'of nobody when there are two', sections: [of('a'), of('b')], expected: undefined},
    {name: 'of nobody on another leg', sections: [of('a', 'gpu')], expected: undefined},
  ])('is that $name', async ({name, sections, expected}) => {
    const store = directoryStore(`${folder()}/${name}`)
    for (const section of sections) await saveSection([store], section)
    expect(await onlyPipeline([store], {leg: 'main', attempt: 1}, 'gate')).toBe(expected)
    expect(await onlyPipeline([store], {leg: 'main', attempt: 0}, 'gate')).toBeUndefined()
  })
})

describe('sections', () => {
  test('travel under pipeline, section, leg and attempt', async () => {
    const store = directoryStore(`${folder()}/names`)
    const manifest = new Map([['aa.sha256', new Uint8Array([1])]])
    await saveSection([store], sampleData(), manifest)
    await saveSection([store], gate)
    expect(await store.names('')).toEqual(['oil-price-data-main-1', 'oil-price-gate-main-1'])
    expect(await loadGate([store], whose)).toEqual(gate)
    expect(await loadData([store], whose)).toEqual({
      section: sampleData(),
      manifests: expect.any(Map),
      bundle: expect.any(Map),
    })
    expect((await loadData([store], whose))?.manifests.size).toBe(1)
  })

  test('of an earlier attempt count until the job ran again', async () => {
    const store = directoryStore(`${folder()}/attempts`)
    await saveSection([store], attempt(1))
    expect((await loadGate([store], {...whose, attempt: 3}))?.by.run?.attempt).toBe(1)
    await saveSection([store], attempt(2))
    expect((await loadGate([store], {...whose, attempt: 3}))?.by.run?.attempt).toBe(2)
    expect((await loadGate([store], {...whose, attempt: 1}))?.by.run?.attempt).toBe(1)
  })

  test('of the nearest store count', async () => {
    const near = directoryStore(`${folder()}/near`)
    const far = directoryStore(`${folder()}/far`)
    await saveSection([far], gate)
    expect(await loadGate([near, far], whose)).toEqual(gate)
    expect(await loadGate([near], whose)).toBeUndefined()
    expect(await loadGate([], whose)).toBeUndefined()
  })

  test('are immutable', async () => {
    const store = directoryStore(`${folder()}/immutable`)
    await saveSection([store], gate)
    await saveSection([store], gate)
    const other = sampleGate({verdict: 'fail'})
    await expect(saveSection([store], other)).rejects.toMatchObject({code: 'already-stored'})
  })

  test.each([
    {name: 'is no JSON', text: 'pass'},
    {name: 'has one more key', text: JSON.stringify({...gate, verdict: 'pass'})},
    {
      name: 'is not canonical',
      text: JSON.stringify(JSON.parse(new TextDecoder().decode(encodeSection(gate))), null, 1),
    },
    {
      name: 'belongs to another leg',
      text: textOf({...gate, by: {...gate.by, leg: 'gpu'}}),
    },
    {
      name: 'is of another run',
      text: textOf({...gate, by: {...gate.by, run: {id: 7, attempt: 1, event: 'push'}}}),
    },
    {name: 'is of no run', text: textOf({...gate, by: withoutRun})},
    {
      name: 'is about another commit',
      text: textOf({...gate, by: {...gate.by, commit: 'f'.repeat(40)}}),
    },
    {
      name: 'passes against its rules',
      text: textOf(sampleGate({rules: [sampleRule({verdict: 'fail'})]})),
    },
    {
      name: 'passes without a rule that decides',
      text: textOf(sampleGate({rules: [sampleRule({blocking: false})]})),
    },
    {
      name: 'has no baseline against its rules',
      text: textOf(sampleGate({verdict: 'no-baseline', rules: [sampleRule({verdict: 'fail'})]})),
    },
  ])('that somebody replaced are refused when one $name', async ({name, text}) => {
    const store = directoryStore(`${folder()}/${name}`)
    const bundle = new Map([['gate.json', new TextEncoder().encode(text)]])
    await store.save('oil-price-gate-main-1', bundle)
    await expect(loadGate([store], whose)).rejects.toMatchObject({code: 'corrupt-section'})
  })
})
