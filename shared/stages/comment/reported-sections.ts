import {type DataSection, type GateSection, mismatches} from '../../domain/record.ts'
import {loadData, loadGate, sectionDigest} from '../../features/history/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {type Setting, whose} from '../setting.ts'

export type ReportedSections = {
  readonly gate: GateSection | undefined
  readonly data: DataSection | undefined
}

/** What of this run a report is made from. */
export async function reportedSections(setting: Setting): Promise<ReportedSections> {
  const gate = await loadGate(setting.stores, whose(setting))
  const data = await loadData(setting.stores, whose(setting))
  if (gate && data) refuseMismatch(gate, data.section)
  return {gate, data: data?.section}
}

function refuseMismatch(gate: GateSection, data: DataSection): void {
  const wrong = mismatches(gate, new Map([['data', sectionDigest(data)]]))
  if (wrong.length === 0) return
  throw new ActionError(
    'section-mismatch',
    'the verdict was made from other data than the data section at hand',
    {
      hint: 'Another job of the run may have replaced an artifact. Run the jobs again from the start.',
    },
  )
}
