import type {Config} from '../../domain/config.ts'
import type {DataBody} from '../../domain/data.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import type {DataSection} from '../../domain/record.ts'
import {parseAnyManifest} from '../../domain/remote/manifest.ts'
import type {TrackResult} from '../../domain/results.ts'
import {
  combinedDigest,
  compareData,
  type Measured,
  measureCode,
  type Reach,
  readParameters,
} from '../../features/data/index.ts'
import {readManifest, saveSection} from '../../features/history/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {describeBaseline} from '../baseline.ts'
import {makePlan} from '../gate/plan.ts'
import {inputHint} from '../hints.ts'
import {dataInputs, type TrackInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'
import {usedConfig} from '../trusted.ts'
import {changedData, mayTrigger} from './changed-data.ts'
import {type DatasetWish, datasetsOf} from './datasets.ts'
import {holdoutFindings, holdoutLooks} from './holdout-looks.ts'
import {measureAll} from './measure-all.ts'
import {refuseOwnFiles} from './own-files.ts'
import {lookInto, schemaFindings} from './profiles.ts'
import {traceData} from './provenance.ts'
import {tellFindings} from './tell-findings.ts'
import {openTrackCache, saveTrackCache} from './track-cache.ts'
import {handedOn, writeManifests} from './track-manifests.ts'
import {trackResult} from './track-outcome.ts'

export type Tracked = {
  readonly section: DataSection
  readonly result: TrackResult
  /** Manifest texts by file name, for the record. */
  readonly manifests: Bundle
}

/** Takes checksums of data, code and parameters, and compares them with the baseline's. */
export async function trackData(
  setting: Setting,
  wishes: TrackInputs,
  datasets: readonly DatasetWish[],
): Promise<Tracked> {
  const {runner, history} = setting
  refuseOwnFiles(setting, wishes, datasets)
  const config = await usedConfig(setting)
  const cache = openTrackCache(setting, wishes)
  const reach = {place: setting.place, runner, memory: cache}
  const measured = await runner.group('Data', () => measureAll(setting, datasets, reach))
  const looked = await lookInto(setting, measured, {wishes: datasets, config})
  const made = await measureMakers(wishes, config, reach)
  await saveTrackCache(setting, cache)
  const baseline = await runner.group('Baseline', async () => {
    const found = await setting.baseline()
    runner.info(describeBaseline(found.choice))
    return found
  })

  const now = {
    datasets: [...looked.datasets],
    digest: combinedDigest(measured.map(({record}) => record)),
    ...(made.code ? {code: made.code.record} : {}),
    ...(made.parameters ? {parameters: made.parameters} : {}),
  }
  const before = baseline.record?.data?.body
  const all = [...measured, ...(made.code ? [made.code] : [])]
  const change = before
    ? await compareData(before, now, {
        after: digest => all.find(({record}) => record.digest === digest)?.files(),
        before: async digest => {
          const text = history && (await readManifest(history, digest))
          return text === undefined ? undefined : parseAnyManifest(text)
        },
      })
    : undefined
  const found = {...now, ...(change ? {change} : {})}
  const plan = wishes.plan ? await makePlan(setting, found, baseline.record) : undefined
  const looks = await holdoutLooks(setting, now.datasets)
  const traced = await traceData(setting, now, {
    config,
    records: [...(baseline.record ? [baseline.record] : []), ...(wishes.others ?? [])],
    alone: digestsOfSingles(measured),
  })
  const findings = [
    ...looked.findings,
    ...traced.findings,
    ...schemaFindings(change, datasets),
    ...holdoutFindings(change, {datasets: now.datasets, looks, config}),
  ]
  tellFindings(setting, {datasets: now.datasets, findings})
  const body: DataBody = {
    ...found,
    baseline: baseline.choice,
    ...(plan ? {plan} : {}),
    findings,
    ...(traced.provenance ? {provenance: traced.provenance} : {}),
    ...looked.compared,
    ...(looks.length > 0 ? {looks: [...looks]} : {}),
  }
  const section: DataSection = {
    schema: 'proofmark/data/v1',
    by: {...setting.author, action: 'track'},
    uses: Object.fromEntries(body.datasets.map(({name, digest}) => [`dataset:${name}`, digest])),
    trust: setting.trust,
    body,
  }
  const manifests = handedOn(setting, all)
  const changed = mayTrigger(setting) ? await changedData(setting, measured) : new Map()
  await saveSection(setting.stores, section, new Map([...manifests, ...changed]))
  const files = await writeManifests(setting, wishes.manifest, measured)
  return {section, manifests, result: trackResult(body, files)}
}

/** Of datasets of one file the digest of that file, which is what a model of one file is known by. */
function digestsOfSingles(measured: readonly Measured[]): ReadonlyMap<string, string> {
  const digests = new Map<string, string>()
  for (const {record, files} of measured) {
    if (record.files !== 1) continue
    for (const {digest} of files()) digests.set(record.name, digest)
  }
  return digests
}

/** What is to be tracked; that there is nothing is an error. */
export async function wantedDatasets(
  setting: Setting,
  inputs: TrackInputs,
): Promise<readonly DatasetWish[]> {
  const datasets = datasetsOf(inputs, await usedConfig(setting))
  if (datasets.length > 0) return datasets
  throw new ActionError('no-data', 'there is nothing to track', {
    hint: inputHint(dataInputs, 'path', {
      value: 'data/',
      configured: {
        path: setting.configPath,
        yaml: 'data:\n  prices: { path: data/prices/*.csv, role: train }',
      },
    }),
  })
}

/** What makes the model besides data: its code and its parameters. */
async function measureMakers(wishes: TrackInputs, config: Config | undefined, reach: Reach) {
  const code = wishes.code ?? config?.train?.code
  const params = wishes.params ?? config?.train?.params
  return {
    code: code && code.length > 0 ? await measureCode(code, reach) : undefined,
    parameters: params === undefined ? undefined : await readParameters(params, reach.place),
  }
}
