export {
  type FoundBaseline,
  findBaseline,
  judgedRecords,
  MOST_COMMITS,
  trustOf,
  type Wanted,
  wantedBaseline,
} from './baseline.ts'
export {
  describeLarge,
  MANIFEST_LIMIT,
  manifestName,
  newestData,
  readManifest,
  readRecords,
  readScores,
  remember,
} from './records.ts'
export {sectionDigest, usesOf} from './section-digest.ts'
export {onlyPipeline, saveSection, sectionName, type Whose} from './section-store.ts'
export {
  BASE_HOLDOUT_SCORES_FILE,
  BASELINE_SCORES_FILE,
  championScoresFile,
  type HandedData,
  type LoadedData,
  type LoadedEvaluation,
  type LoadedModel,
  type LoadedTraining,
  loadData,
  loadEvaluation,
  loadGate,
  loadModel,
  loadTraining,
  METRICS_FILE,
  modelFileName,
  SCORES_FILE,
} from './sections.ts'
