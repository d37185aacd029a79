export type {Contract, EvaluationWish} from './contract.ts'
export {type Holdout, type RowColumns, scoreModel} from './score-model.ts'
export {summarizeScores} from './summarize.ts'
export {unpackModel} from './unpack.ts'
