// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/**
 * Text that may hold anything a pull request put into a file name, made safe to print on one or more lines:
 * no terminal escapes, no text that turns its own direction.
 */
export function printable(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(CONTROL, '�')
}

/** The same for GitHub's log, where a line that begins with `::` or holds `##[` would be obeyed as a command. */
export function printableInLog(text: string): string {
  return printable(text)
    .replace(/^(\s*):(?=:)/gm, '$1:\u200b')
    .replace(/##\[/g, '#\u200b#[')
}
