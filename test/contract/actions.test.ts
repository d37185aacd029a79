import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {loadActions} from '../../scripts/docs/action-list.ts'
import {actionYml} from '../../scripts/docs/action-yml.ts'
import {staleFiles} from '../../scripts/docs/generated.ts'
import type {Action} from '../../shared/platform/action.ts'
import {readInputs} from '../../shared/platform/inputs.ts'
import {readActionMetadata} from '../harness/action-metadata.ts'
import {REPOSITORY} from './source-files.ts'

const actions = [...(await loadActions())].map(([name, action]) => ({name, action}))

describe('the suite', () => {
  it('has its actions', () => {
    expect(actions.map(({name}) => name)).toEqual(
      expect.arrayContaining(['comment', 'gate', 'root', 'track']),
    )
  })

  it('is generated from the code where it says so', async () => {
    expect(await staleFiles(), 'run npm run docs').toEqual([])
  })
})

describe.each(actions)('$name', ({name, action}) => {
  it('declares in action.yml what the code reads and writes', async () => {
    const metadata = await readActionMetadata(name)
    const inputs = metadata.inputs ?? {}
    expect(Object.keys(inputs)).toEqual(Object.keys(action.inputs))
    expect(Object.keys(metadata.outputs ?? {})).toEqual(Object.keys(action.outputs))
    for (const [input, spec] of Object.entries(action.inputs)) {
      expect(inputs[input], input).toEqual({
        description: spec.about,
        required: spec.required,
        ...(spec.default === undefined ? {} : {default: spec.default}),
      })
    }
    expect(metadata.runs.using).toBe('node24')
    expect(metadata.runs.post !== undefined).toBe(action.post !== undefined)
  })

  it('names files of dist that exist', async () => {
    const {folder, runs} = await readActionMetadata(name)
    const files = [runs.main, ...(runs.post === undefined ? [] : [runs.post])]
    expect(files.filter(file => !existsSync(join(folder, file)))).toEqual([])
  })

  it('names schemas and documents that exist', () => {
    const text = JSON.stringify([action.inputs, action.outputs])
    const named = [...text.matchAll(/\b(?:schemas|docs)\/[\w./-]+\w/g)].map(([path]) => path)
    expect(named.filter(path => !existsSync(join(REPOSITORY, path)))).toEqual([])
  })

  it('has defaults that it accepts itself', () => {
    const optional = Object.entries(action.inputs).filter(([, input]) => !input.required)
    expect(() => readInputs(Object.fromEntries(optional), new Map())).not.toThrow()
  })

  it('spells inputs and outputs in kebab-case, and no two of them alike', () => {
    const names = [...Object.keys(action.inputs), ...Object.keys(action.outputs)]
    expect(names.filter(word => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(word))).toEqual([])
  })

  it('answers with a reason and a document', () => {
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(['reason-code', 'result']))
  })

  it('starts in a file of its own', () => {
    expect(existsSync(join(REPOSITORY, 'actions', name, 'main.ts'))).toBe(true)
  })
})

describe('actionYml', () => {
  const action: Action = {
    name: 'x',
    about: 'It does x.',
    example: 'proofmark x',
    inputs: {},
    outputs: {},
    run: () => Promise.reject(new Error('never runs')),
  }

  it.each([
    {name: 'an action', broken: {about: ' '}},
    {name: 'an output', broken: {outputs: {result: ''}}},
    {name: 'an output without a full stop', broken: {outputs: {result: 'words'}}},
  ])('refuses a missing description of $name', ({broken}) => {
    expect(() => actionYml({...action, ...broken})).toThrow('descri')
  })

  it('has a clean-up only where the code has one', () => {
    expect(actionYml(action)).not.toContain('post:')
    expect(actionYml({...action, post: async () => {}})).toContain('post: ../../dist/x-post.js')
  })
})
