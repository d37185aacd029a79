import {lookup as lookUp} from 'node:dns'
import {BlockList, isIP, type LookupFunction} from 'node:net'

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv6')
}

/** Whether an address is this machine's, its network's, or nobody's; what is translated to another counts as such. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return isPrivateAddress(mapped)
  switch (isIP(address)) {
    case 4:
      return PRIVATE.check(address, 'ipv4')
    case 6:
      // Other forms of a mapped address: no public host is named by one.
      return PRIVATE.check(address, 'ipv6') || /^::ffff:/i.test(address)
    default:
      return true
  }
}

/** The code of the error with which a look-up ends that leads inside. */
export const PRIVATE_ADDRESS = 'PROOFMARK_PRIVATE_ADDRESS'

/** Looks a name up for a connection, which then goes to no other address than those that were looked at here. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, {...options, all: true}, (error, addresses) => {
    if (error) return callback(error, '')
    const [first] = addresses
    if (!first || addresses.some(({address}) => isPrivateAddress(address))) {
      return callback(Object.assign(new Error('a private address'), {code: PRIVATE_ADDRESS}), '')
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}
