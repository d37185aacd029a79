import {describe, expect, test} from 'vitest'
import {sharedIssuer, sharedServer} from './served.ts'
import {echoModel, lookupModel, ONE, wordModel} from './served-models.ts'

const issuer = sharedIssuer()
const GOOD = {features: [[1, 2]]}

describe('inputs', () => {
  const server = sharedServer(issuer, [ONE, echoModel(), wordModel(), lookupModel()])
  const echo = {small: [1], large: [1], whole: [1], long: [1]}

  const WRONG: readonly {readonly name: string; readonly inputs: unknown; readonly says: string}[] =
    [
      {name: 'are no object', inputs: [[1, 2]], says: 'must be an object'},
      {name: 'are null', inputs: null, says: 'must be an object'},
      {name: 'are missing', inputs: {}, says: 'is missing'},
      {name: 'have another name', inputs: {...GOOD, more: [[1]]}, says: 'its inputs: features'},
      {name: 'have the name of a built-in', inputs: {constructor: [[1]]}, says: 'is no input'},
      {name: 'have no rows', inputs: {features: []}, says: 'is empty'},
      {name: 'have empty rows', inputs: {features: [[], []]}, says: 'is empty'},
      {name: 'are too flat', inputs: {features: [1, 2]}, says: 'of the shape [rows, 2]'},
      {name: 'are too deep', inputs: {features: [[[1], [2]]]}, says: 'not a deeper array'},
      {name: 'are too narrow', inputs: {features: [[1]]}, says: 'shape [1, 1], not [rows, 2]'},
      {name: 'are too wide', inputs: {features: [[1, 2, 3]]}, says: 'shape [1, 3], not [rows, 2]'},
      {name: 'are uneven', inputs: {features: [[1, 2], [3]]}, says: 'rows of different lengths'},
      {name: 'hold words', inputs: {features: [[1, '2']]}, says: 'not a string'},
      {name: 'hold null', inputs: {features: [[1, null]]}, says: 'not null'},
      {name: 'hold true', inputs: {features: [[1, true]]}, says: 'not a boolean'},
      {name: 'hold too large a number', inputs: {features: [[1, 1e39]]}, says: 'a 32-bit float'},
    ]
  test.each(WRONG)('that $name are refused', async ({inputs, says}) => {
    const answer = await server().predict(inputs)
    expect(answer).toMatchObject({status: 400, code: 'bad-inputs'})
    expect(answer.text).toContain(says)
  })

  test.each([
    {name: 'a fraction for int32', inputs: {...echo, whole: [0.5]}, says: 'a 32-bit integer'},
    {name: 'too much for int32', inputs: {...echo, whole: [2 ** 31]}, says: 'a 32-bit integer'},
    {name: 'a fraction for int64', inputs: {...echo, long: [0.5]}, says: 'an integer'},
    {name: 'too much for JSON', inputs: {...echo, long: [2 ** 53]}, says: 'an integer'},
    {name: 'other rows than the rest', inputs: {...echo, long: [1, 2]}, says: 'shape [2]'},
  ])('with $name are refused', async ({inputs, says}) => {
    const answer = await server().predict(inputs, echoModel().digest)
    expect(answer).toMatchObject({status: 400, code: 'bad-inputs'})
    expect(answer.text).toContain(says)
  })

  test('with a number beyond all bounds are refused', async () => {
    const body = Buffer.from(
      `{"digest":"${echoModel().digest}","inputs":{"small":[1],"large":[1e999],"whole":[1],"long":[1]}}`,
    )
    const answer = await server().ask('POST', '/predict', {body})
    expect(answer).toMatchObject({status: 400, code: 'bad-inputs'})
    expect(answer.text).toContain('a finite number')
  })

  test('of a type that is not spoken here are refused', async () => {
    const answer = await server().predict({words: [1]}, wordModel().digest)
    expect(answer).toMatchObject({status: 400, code: 'bad-inputs'})
    expect(answer.text).toContain('of type string')
  })

  test('are told all that is wrong with them', async () => {
    const answer = await server().predict(
      {large: [[1]], whole: ['x'], long: [1]},
      echoModel().digest,
    )
    for (const name of ['small', 'large', 'whole']) expect(answer.text).toContain(name)
  })

  test('that the model fails on are its fault, told without paths', async () => {
    const answer = await server().predict({row: [7]}, lookupModel().digest)
    expect(answer).toMatchObject({status: 422, code: 'model-failed'})
    expect(answer.text).toContain('out of data bounds')
    expect(await server().predict({row: [1]}, lookupModel().digest)).toMatchObject({
      json: {outputs: {value: [20]}},
    })
  })
})
