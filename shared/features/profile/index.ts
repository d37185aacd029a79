export {observeDataset, type Pass} from './observe.ts'
export {type Profiled, type ProfileSettings, profileDataset} from './profile-dataset.ts'
export {catalogueFinding, schemaFinding} from './schema-findings.ts'
