/**
 * Whether git takes it as a branch (git-check-ref-format(1)). Whole refs are refused too: "refs/heads/main" would be a
 * branch whose name only looks like another.
 */
export function isBranchName(name: string): boolean {
  if (name === '' || name === '@' || name.length > 200) return false
  if (name.startsWith('-') || name.startsWith('refs/')) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses control characters
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$/.test(name)) return false
  return name.split('/').every(part => !part.startsWith('.') && !part.endsWith('.lock'))
}
