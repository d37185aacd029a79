/** Whether a secret may be sent there: over TLS, or without leaving this machine. */
export function isSecure({protocol, hostname}: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** An address that a configuration may name: it is secure, and holds nothing that belongs elsewhere. */
export function isSafeEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const {username, password, search, hash} = url
  return !username && !password && !search && !hash && isSecure(url)
}

/** Names below `.localhost` are left out: not every resolver keeps them on the machine. */
function isLoopback(hostname: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname)
}
