type Rule = {readonly isKept: boolean; readonly isFolderOnly: boolean; readonly pattern: RegExp}

/** Whether a path below the folder of the rules is left out; `undefined` when they say nothing about it. */
export type IgnoreRules = (path: string, isFolder: boolean) => boolean | undefined

/** Reads the lines of a `.dvcignore`, which are those of a `.gitignore`: the last one that fits decides. */
export function parseIgnoreRules(text: string): IgnoreRules {
  const rules = text.split(/\r?\n/).flatMap(line => readRule(line) ?? [])
  return (path, isFolder) => {
    const rule = rules.findLast(
      ({pattern, isFolderOnly}) => (isFolder || !isFolderOnly) && pattern.test(path),
    )
    return rule && !rule.isKept
  }
}

function readRule(line: string): Rule | undefined {
  const text = line.replace(/(?<!\\) +$/, '')
  if (text === '' || text.startsWith('#')) return undefined
  const isKept = text.startsWith('!')
  const wanted = isKept ? text.slice(1) : text
  const isFolderOnly = wanted.endsWith('/')
  const plain = wanted.replace(/\/$/, '')
  const isAnchored = plain.includes('/')
  const body = translate(plain.replace(/^\//, ''))
  if (body === undefined) return undefined
  const pattern = new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${body}$`, 'su')
  return {isKept, isFolderOnly, pattern}
}

/** Nothing where a bracket is not closed: such a line fits no path. */
function translate(glob: string): string | undefined {
  let source = ''
  for (let index = 0; index < glob.length; ) {
    const rest = glob.slice(index)
    const [whole = '', part] =
      /^(\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\\.|\[(?:!|\^)?\]?(?:\\.|[^\]\\])*\])/su.exec(rest) ?? []
    if (part === undefined) {
      if (rest.startsWith('[')) return undefined
      const [character = ''] = rest
      source += literal(character)
      index += character.length
      continue
    }
    source += partSource(part, index === 0)
    index += whole.length
  }
  return source
}

function partSource(part: string, isFirst: boolean): string {
  switch (part) {
    case '**/':
      return isFirst ? '(?:.*/)?' : '[^/]*/'
    case '/**/':
      return '/(?:.*/)?'
    case '/**':
      return '/.+'
    case '?':
      return '[^/]'
  }
  if (part.startsWith('*')) return '[^/]*'
  if (part.startsWith('\\')) return literal(part.slice(1))
  const inner = part.slice(1, -1).replace(/^[!^]/, '')
  const escaped = inner.replace(/\\(.)/gsu, '$1').replace(/[\\\][^&~|]/g, '\\$&')
  return `(?!/)[${/^\[[!^]/.test(part) ? '^' : ''}${escaped}]`
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
