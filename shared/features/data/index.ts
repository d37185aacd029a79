export {compareData} from './compare.ts'
export {
  combinedDigest,
  type Measured,
  manifestJson,
  measureCode,
  measureDataset,
  type Reach,
} from './measure.ts'
export {readParameters} from './parameters.ts'
