export {
  observeDataset,
  type Pass,
  type PassOptions,
  type TableDataset,
  type TableFile,
} from './observe.ts'
