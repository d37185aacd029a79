import {NAME} from '../../domain/config.ts'
import {combinedDigest} from '../../features/data/index.ts'
import {type HandedData, loadData} from '../../features/history/index.ts'
import {ActionError} from '../../platform/errors.ts'
import {pathText} from '../../platform/path-text.ts'
import {type Setting, whose} from '../setting.ts'

/**
 * What `track` handed on. A job that may only read could have replaced it, so what becomes a path, a title or an input
 * of a workflow is held to what a configuration may say.
 */
export async function loadHandedData(setting: Setting): Promise<HandedData> {
  const data = await loadData(setting.stores, whose(setting))
  if (!data) {
    throw new ActionError('section-missing', 'no step of this run took the checksums of the data', {
      hint: 'Add a step before this one:\n  - uses: proofmark/proofmark/actions/track@v1',
    })
  }
  const {datasets, digest} = data.section.body
  const seen = new Set<string>()
  for (const {name} of datasets) {
    if (!NAME.test(name))
      throw notHandedOn(`${pathText(name.slice(0, 100))} is no name of a dataset`)
    if (seen.has(name)) throw notHandedOn(`${name} is the name of a dataset twice`)
    seen.add(name)
  }
  if (combinedDigest(datasets) !== digest) {
    throw notHandedOn(`${digest} is not the digest of its datasets`)
  }
  return data
}

/** Something is not as `track` wrote it. */
export function notHandedOn(what: string): ActionError {
  return new ActionError('corrupt-section', `${what}; that is not as "track" handed it on`, {
    hint: 'A step or job of this run wrote to it. Run the jobs again from the start.',
  })
}
