import type {Example} from '../features.ts'
import type {Params} from './params.ts'
import {fitRidge, predictRidge, type Ridge} from './ridge.ts'
import {fitTrees, predictTree, type Tree} from './trees.ts'

/** A ridge, and trees that learn what the ridge leaves over (none for `model: ridge`). */
export type Model = {
  readonly features: Params['features']
  readonly ridge: Ridge
  readonly trees: readonly Tree[]
}

export function fitModel(params: Params, examples: readonly Example[]): Model {
  const {features, alpha} = params
  const rows = examples.map(example => rowOf(features, example))
  const prices = examples.map(example => example.price)
  const ridge = fitRidge(rows, prices, alpha)
  if (params.model === 'ridge') return {features, ridge, trees: []}
  const left = prices.map((price, index) => price - predictRidge(ridge, rows[index] ?? []))
  return {features, ridge, trees: fitTrees(rows, left, params)}
}

export function predict({features, ridge, trees}: Model, example: Example): number {
  const row = rowOf(features, example)
  return trees.reduce((sum, tree) => sum + predictTree(tree, row), predictRidge(ridge, row))
}

/** The model's inputs in its order, as the 32-bit numbers that the exported model will get. */
export function rowOf(features: Params['features'], example: Example): readonly number[] {
  return features.map(name => Math.fround(example.values[name]))
}
