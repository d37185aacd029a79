export {compareData, type DataState, type Manifests} from './compare.ts'
export {
  combinedDigest,
  type Measured,
  manifestJson,
  measureCode,
  measureDataset,
  type Reach,
} from './measure.ts'
export {type Parameters, readParameters} from './parameters.ts'
