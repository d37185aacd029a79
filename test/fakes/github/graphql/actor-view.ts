/** GraphQL names bots without the suffix that REST gives them. */
export function actorView(login: string) {
  const isBot = login.endsWith('[bot]')
  return {__typename: isBot ? 'Bot' : 'User', login: login.replace(/\[bot\]$/, '')}
}
