export {observeDataset, type Pass, type TableFile} from './observe.ts'
export {peekColumns} from './peek.ts'
export {type Profiled, type ProfileSettings, profileDataset, tablesOf} from './profile-dataset.ts'
export {catalogueFinding, schemaFinding} from './schema-findings.ts'
