/** A remote storage of a DVC project. What its address says about users and passwords is not kept. */
export type DvcRemote = {
  readonly name: string
  readonly url: string
  readonly isVersionAware: boolean
  readonly isDefault: boolean
}

export type DvcConfig = {readonly remotes: readonly DvcRemote[]; readonly cacheDir?: string}

type Sections = Map<string, Map<string, string>>

/** Reads `.dvc/config`; of several texts the later ones win. Lines that say nothing are passed over, as DVC does. */
export function parseDvcConfig(...texts: readonly string[]): DvcConfig {
  const sections: Sections = new Map()
  for (const text of texts) addSections(sections, text)
  const preferred = sections.get('core')?.get('remote')
  const remotes = [...sections].flatMap(([section, values]): readonly DvcRemote[] => {
    const name = /^remote "(.*)"$/.exec(section)?.[1]
    const url = values.get('url')
    if (name === undefined || url === undefined) return []
    const isVersionAware = ['version_aware', 'worktree'].some(key =>
      /^(true|1|yes|on)$/i.test(values.get(key) ?? ''),
    )
    return [{name, url: withoutUser(url), isVersionAware, isDefault: name === preferred}]
  })
  const cacheDir = sections.get('cache')?.get('dir')
  return {remotes, ...(cacheDir === undefined ? {} : {cacheDir})}
}

function addSections(sections: Sections, text: string): void {
  let current = new Map<string, string>()
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '' || /^[#;]/.test(line)) continue
    const name = /^\[(.*)\]$/.exec(line)?.[1]
    if (name !== undefined) {
      const plain = name.trim().replace(/^'(.*)'$/, '$1')
      current = sections.get(plain) ?? new Map<string, string>()
      sections.set(plain, current)
      continue
    }
    const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? []
    if (key !== undefined && value !== undefined) {
      current.set(key, value.replace(/^(["'])(.*)\1$/, '$2'))
    }
  }
}

function withoutUser(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1')
}
