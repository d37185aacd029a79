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
  loadData,
  loadGate,
  onlyPipeline,
  saveSection,
  type Whose,
} from './sections.ts'
