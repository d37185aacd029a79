export {
  observeDataset,
  type Pass,
  type PassOptions,
  type TableDataset,
  type TableFile,
} from './observe.ts'
export {
  type Profiled,
  type ProfileSettings,
  type ProfileWish,
  profileDataset,
} from './profile-dataset.ts'
export {catalogueFinding, schemaFinding} from './schema-findings.ts'
