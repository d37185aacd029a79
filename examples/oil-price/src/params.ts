import {readFile} from 'node:fs/promises'
import {parse} from 'yaml'
import {FEATURE_NAMES, type Feature, isFeature} from '../features.ts'

export type Params = {
  readonly model: 'ridge' | 'trees'
  readonly features: readonly Feature[]
  readonly alpha: number
  readonly trees: number
  readonly depth: number
  readonly rate: number
  readonly seed: number
}

const LIMITS = {
  alpha: {least: 0, most: 1e9},
  trees: {least: 1, most: 2000},
  depth: {least: 1, most: 8},
  rate: {least: 1e-6, most: 1},
  seed: {least: 0, most: 2 ** 32 - 1},
} as const

/** `params.yaml` with every value checked; all mistakes are told together. */
export async function readParams(path: string): Promise<Params> {
  const found: unknown = parse(await readFile(path, 'utf8'))
  const mistakes: string[] = []
  const raw = new Map(typeof found === 'object' && found !== null ? Object.entries(found) : [])
  const model = raw.get('model')
  if (model !== 'ridge' && model !== 'trees') {
    mistakes.push(`model is ${JSON.stringify(model)}; it must be ridge or trees`)
  }
  const features = [raw.get('features')].flat().filter(name => {
    const isKnown = typeof name === 'string' && isFeature(name)
    if (!isKnown)
      mistakes.push(`no feature ${JSON.stringify(name)}; there are ${FEATURE_NAMES.join(', ')}`)
    return isKnown
  })
  const number = (name: keyof typeof LIMITS): number => {
    const value = raw.get(name)
    const {least, most} = LIMITS[name]
    if (typeof value === 'number' && value >= least && value <= most) return value
    mistakes.push(
      `${name} is ${JSON.stringify(value)}; it must be a number from ${least} to ${most}`,
    )
    return least
  }
  for (const name of raw.keys()) {
    if (!['model', 'features', ...Object.keys(LIMITS)].includes(name))
      mistakes.push(`unknown key ${name}`)
  }
  const params: Params = {
    model: model === 'trees' ? 'trees' : 'ridge',
    features: [...new Set(features)],
    alpha: number('alpha'),
    trees: number('trees'),
    depth: number('depth'),
    rate: number('rate'),
    seed: number('seed'),
  }
  if (mistakes.length > 0) throw new Error(`${path}: ${mistakes.join('; ')}`)
  return params
}
