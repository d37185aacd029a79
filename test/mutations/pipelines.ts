import type {Mutation} from './mutation.ts'

const BODY = ['test/unit/features/review/body.test.ts']
const PUBLISH = ['test/unit/features/review/publish.test.ts']
const PIPELINES = ['test/unit/domain/pipelines.test.ts']
const SETUP = ['test/unit/domain/setup.test.ts']
const PROVENANCE = ['test/unit/domain/provenance.test.ts']
const INIT = ['test/acceptance/init.test.ts']

/** Several pipelines in one plan and one comment, and the first configuration. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/features/review/section.ts',
    find: '    compareAge(section, other) > 0\n',
    replace: '    true\n',
    why: 'the report of a later run could be taken away',
    tests: BODY,
  },
  {
    file: 'shared/features/review/section.ts',
    find: '    section.leg === other.leg &&\n',
    replace: '',
    why: 'the section of another leg would be lost',
    tests: BODY,
  },
  {
    file: 'shared/features/review/section.ts',
    find: 'untouched.every(isName)',
    replace: 'true',
    why: 'a name could close the comment that marks a section',
    tests: BODY,
  },
  {
    file: 'shared/features/review/body.ts',
    find: 'return settle(lists.flat())',
    replace: 'return lists.flat().reduce<readonly Section[]>(withNewer, [])',
    why: 'a writer who knew less would bring an old section back',
    tests: BODY,
  },
  {
    file: 'shared/features/review/shorten.ts',
    find: 'if (untouched) return nothing()',
    replace: '',
    why: 'a fold that never ends would swallow the sections behind it',
    tests: BODY,
  },
  {
    file: 'shared/features/review/publish.ts',
    find: 'isSamePlace(other, section) || takesAway(section, other)',
    replace: 'isSamePlace(other, section)',
    why: 'a section of an earlier push would stay where nothing is touched any more',
    tests: PUBLISH,
  },
  {
    file: 'shared/domain/pipelines.ts',
    find: 'if (PLAIN_PATH.test(path)) return undefined',
    replace: 'return undefined',
    why: 'a path could be a command where a workflow puts it into a script',
    tests: PIPELINES,
  },
  {
    file: 'shared/domain/pipelines.ts',
    find: 'one.pipeline.toLowerCase()',
    replace: 'one.pipeline',
    why: 'two pipelines could share a folder of records',
    tests: PIPELINES,
  },
  {
    file: 'shared/domain/pipelines.ts',
    find: '.filter(({train}) => train)',
    replace: '',
    why: 'every model would be trained, whatever changed',
    tests: PIPELINES,
  },
  {
    file: 'shared/domain/setup/yaml-text.ts',
    find: 'JSON.stringify(text).replace(INVISIBLE, escaped)',
    replace: 'JSON.stringify(text)',
    why: 'a name could end its line, or read backwards',
    tests: SETUP,
  },
  {
    file: 'shared/domain/setup/yaml-text.ts',
    find: ' && !WORDS.test(text)',
    replace: '',
    why: 'a file called null would be no file',
    tests: SETUP,
  },
  {
    file: 'shared/domain/setup/mlproject.ts',
    find: 'if (value === undefined || !/^[\\w./:+-]+$/.test(value)) isWhole = false',
    replace: 'if (value === undefined) isWhole = false',
    why: 'a default could become several words of the command',
    tests: SETUP,
  },
  {
    file: 'shared/stages/setup/init.ts',
    find: 'const isRefused = files.some(file => file.isTaken)',
    replace: 'const isRefused = files.every(file => file.isTaken)',
    why: 'a part would be written beside what is there already',
    tests: INIT,
    build: true,
  },
  {
    file: 'shared/domain/provenance/mermaid.ts',
    find: '/[^\\p{L}\\p{N} ._/,:=+*-]/gu',
    replace: '/[^]{9999}/gu',
    why: 'a command could draw what it likes into the comment',
    tests: PROVENANCE,
  },
  {
    file: 'shared/domain/provenance/mermaid.ts',
    find: 'if (ids.size >= MOST_NODES) {',
    replace: 'if (false) {',
    why: 'a graph could have more boxes than a browser draws',
    tests: PROVENANCE,
  },
  {
    file: 'shared/domain/provenance/chain.ts',
    find: 'if (found.has(step) || ',
    replace: 'if (',
    why: 'steps that make each other would be followed for ever',
    tests: PROVENANCE,
  },
  {
    file: 'shared/domain/provenance/provenance.ts',
    find: 'step.outputs.filter(fits).slice(0, MOST_PATHS)',
    replace: 'step.outputs',
    why: 'one stage could make the record unreadable',
    tests: PROVENANCE,
  },
  {
    file: 'shared/domain/dvc/merge-keys.ts',
    find: 'if (own.has(name)) continue',
    replace: '',
    why: 'what a stage says itself would be overridden by what it merges',
    tests: ['test/unit/domain/dvc/merge-keys.test.ts'],
  },
  {
    file: 'shared/domain/dvc/merge-keys.ts',
    find: 'if (++brought > MOST_MEMBERS)',
    replace: 'if (++brought > 1e9)',
    why: 'a small file could take all of the memory',
    tests: ['test/unit/domain/dvc/merge-keys.test.ts'],
  },
  {
    file: 'shared/platform/new-files.ts',
    find: 'for (const path of written) await rm(path, {force: true})',
    replace: '',
    why: 'a half written beginning would keep init from being tried again',
    tests: INIT,
    build: true,
  },
]
