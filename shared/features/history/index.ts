export {
  type FoundBaseline,
  findBaseline,
  MOST_COMMITS,
  trustOf,
  type Wanted,
  wantedBaseline,
} from './baseline.ts'
export {manifestName, readManifest, remember} from './records.ts'
export {
  type LoadedData,
  type LoadedTraining,
  loadData,
  loadGate,
  loadModel,
  loadTraining,
  METRICS_FILE,
  modelFileName,
  onlyPipeline,
  saveSection,
  type Whose,
} from './sections.ts'
