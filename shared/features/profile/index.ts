export {observeDataset, type Pass} from './observe.ts'
export {profileDataset} from './profile-dataset.ts'
export {catalogueFinding, schemaFinding} from './schema-findings.ts'
