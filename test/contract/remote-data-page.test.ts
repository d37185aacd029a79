import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {configSchema} from '../../shared/domain/config.ts'
import {REMOTE_CHECKSUMS} from '../../shared/domain/remote/checksum.ts'
import {parseLocation} from '../../shared/domain/remote/location.ts'
import {REPOSITORY} from './source-files.ts'

const page = readFileSync(join(REPOSITORY, 'docs/remote-data.md'), 'utf8')

test('the page of data that lie elsewhere has an example of each provider, and each can be read', () => {
  const [, yaml = ''] = /^```yaml\n(data:.*?)^```/ms.exec(page) ?? []
  const {data = {}} = configSchema.parse(parse(yaml))
  const providers = Object.values(data).map(({path, version}) => {
    const location = path === '' ? undefined : parseLocation(path)
    return location === undefined
      ? version && 'version'
      : 'provider' in location && location.provider
  })
  expect(providers).toEqual(['s3', 'gs', 'az', 'hf', 'web', 'version'])
})

test('and says what every word for a checksum means', () => {
  for (const kind of REMOTE_CHECKSUMS.filter(word => !/-composite$/.test(word))) {
    expect(page).toContain(`\`${kind}\``)
  }
})
