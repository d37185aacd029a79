export {type QueriedDataset, runQueries} from './queries.ts'
