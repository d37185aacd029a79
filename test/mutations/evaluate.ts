import type {Mutation} from './mutation.ts'

const TERMINAL = ['test/acceptance/evaluate.test.ts']
const ROAD = ['test/acceptance/evaluate-road.test.ts']
const CONTRACT = ['test/unit/features/evaluation']
const TABLES = ['test/unit/platform/tables.test.ts']
const RUNTIME = ['test/unit/platform/onnx-runtime.test.ts']
const SESSION = ['test/unit/platform/onnx-session.test.ts']

/** Guards between a model that nobody trusts and a verdict. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/features/evaluation/unpack.ts',
    find: 'if (!own.has(',
    replace: 'if (wanted === undefined && !own.has(',
    why: 'a model could read files of the runner',
    tests: TERMINAL,
    build: true,
  },
  {
    file: 'shared/features/evaluation/unpack.ts',
    find: "if (path.startsWith('/') || !isInside(folder, file)) throw reachesOut(body.path, path)",
    replace: '',
    why: 'a forged section could write anywhere',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/features/evaluation/contract.ts',
    find: 'if (most > MOST_ROWS_AT_ONCE)',
    replace: 'if (false)',
    why: 'a model could say that it takes more rows than memory holds',
    tests: CONTRACT,
  },
  {
    file: 'shared/features/evaluation/contract.ts',
    find: 'if (FEED_TYPES.some(type => type === found.type)) return found',
    replace: 'return found',
    why: 'half-precision bits would be read as numbers',
    tests: CONTRACT,
  },
  {
    file: 'shared/features/evaluation/predictions.ts',
    find: 'size !== fed || more.some(one => one !== 1) || data.length !== fed * width',
    replace: 'false',
    why: 'rows could be matched with predictions of others',
    tests: CONTRACT,
  },
  {
    file: 'shared/features/evaluation/predictions.ts',
    find: 'if (Number.isFinite(number)) return',
    replace: 'return',
    why: 'NaN would be a prediction',
    tests: CONTRACT,
  },
  {
    file: 'shared/features/evaluation/score-model.ts',
    find: 'if (classes && !classes.includes(name))',
    replace: 'if (false)',
    why: 'targets under other names would count as mistakes of the model',
    tests: TERMINAL,
    build: true,
  },
  {
    file: 'shared/features/evaluation/score-model.ts',
    find: 'if ([...predicted].some(one => targets.has(one))) return',
    replace: 'return',
    why: 'labels under other names would count as mistakes of the model',
    tests: TERMINAL,
    build: true,
  },
  {
    file: 'shared/platform/tables/table.ts',
    find: "new TextDecoder('utf-8', {fatal: true})",
    replace: "new TextDecoder('utf-8')",
    why: 'another encoding would be read as other text',
    tests: TABLES,
  },
  {
    file: 'shared/platform/tables/csv.ts',
    find: ' + info.empty_lines - seen.empty_lines',
    replace: '',
    why: 'mistakes would be told with another line',
    tests: TABLES,
  },
  {
    file: 'shared/platform/onnx/runtime-files.ts',
    find: 'if (sha256(await readCapped(join(modules, path), FILE_LIMIT)) !== digest) return path',
    replace: 'await readCapped(join(modules, path), FILE_LIMIT)',
    why: 'changed code of the tool cache would be loaded',
    tests: RUNTIME,
  },
  {
    file: 'shared/platform/onnx/runtime.ts',
    find: '(await findStrangeFile(modules, expected)) ?? ',
    replace: '',
    why: 'a module beside the others would be loaded in their place',
    tests: RUNTIME,
  },
  {
    file: 'shared/platform/onnx/runtime.ts',
    find: 'if (wrong !== undefined) throw untrusted(wrong)',
    replace: '',
    why: 'whatever a registry gives would be kept',
    tests: RUNTIME,
  },
  {
    file: 'shared/platform/onnx/session.ts',
    find: 'env: childEnvironment(environment)',
    replace: 'env: {...environment}',
    why: 'the code of a model would meet our tokens',
    tests: SESSION,
  },
  {
    file: 'shared/platform/onnx/session.ts',
    find: 'if (bytes > memoryBytes)',
    replace: 'if (false)',
    why: 'a model could take all memory',
    tests: SESSION,
  },
  {
    file: 'shared/platform/onnx/session.worker.ts',
    find: "if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL')",
    replace: '',
    why: 'a model without end would outlive its job',
    tests: SESSION,
  },
  {
    file: 'shared/domain/formats/onnx.ts',
    find: 'if (tag < 8 || tag >= 2 ** 32)',
    replace: 'if (false)',
    why: 'a field could be hidden behind a tag that others cut off',
    tests: ['test/unit/domain/onnx-files.test.ts'],
  },
  {
    file: 'shared/domain/rule-judgement.ts',
    find: "if (!harm || independent < FEWEST_ROWS) return 'inconclusive'",
    replace: "if (!harm) return 'inconclusive'",
    why: 'a handful of rows would decide',
    tests: ['test/unit/domain/noise.test.ts'],
  },
  {
    file: 'shared/stages/evaluation-plan.ts',
    find: 'const deciding = trusted?.evaluate ? trusted : own',
    replace: 'const deciding = own ?? trusted',
    why: 'a pull request could choose the rows that judge it',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/stages/gate.ts',
    find: 'if (isOfModel) return',
    replace: 'return',
    why: 'the evaluation of another model would be judged',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/stages/pairing.ts',
    find: 'if (!isSameGround(own, before))',
    replace: 'if (false)',
    why: 'figures of other rows would pass for a comparison',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/stages/baseline-model.ts',
    find: 'bytes && sha256(bytes) === model.body.files[index]?.digest ? [bytes] : [],',
    replace: 'bytes ? [bytes] : [],',
    why: 'another model could stand in for the baseline',
    tests: ['test/acceptance/evaluate-road.test.ts'],
    build: true,
  },
]
