import {ContainerClient, StorageSharedKeyCredential} from '@azure/storage-blob'
import {expect, test} from 'vitest'
import {sharedKey} from '../../../../shared/platform/remote/azure-sign.ts'
import {startAzure} from '../../../fakes/remote/azure.ts'

test('requests are signed as the library of Azure signs them', async () => {
  const server = await startAzure({container: 'data', blobs: []})
  try {
    const account = 'acme01'
    const key = Buffer.from('the key of an account').toString('base64')
    const credential = new StorageSharedKeyCredential(account, key)
    const client = new ContainerClient(`${server.url}/data`, credential)
    const pages = client.listBlobsFlat({prefix: 'a b/ü&c'}).byPage({maxPageSize: 7})
    await pages.next()
    const [asked = ''] = server.asked
    const [head = {}] = server.heads
    const headers = Object.fromEntries(
      Object.entries(head).map(([name, value]) => [name, String(value)]),
    )
    const url = new URL(asked.replace('GET ', server.url))
    expect(sharedKey({account, key, url, headers})).toBe(head.authorization)
  } finally {
    await server.close()
  }
})
