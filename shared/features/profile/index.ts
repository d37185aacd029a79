export {observeDataset, type Pass} from './observe.ts'
export {peekColumns} from './peek.ts'
export {type Profiled, type ProfileSettings, profileDataset} from './profile-dataset.ts'
export {catalogueFinding, schemaFinding} from './schema-findings.ts'
