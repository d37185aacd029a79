import {ActionError} from '../errors.ts'

/** Plain on every file system and in every URL; never hidden, never `.` or `..`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/

/** The name of a bundle or of a file in it. Names are made from checked parts; this holds even if one day they are not. */
export function checkedName(name: string): string {
  if (NAME.test(name)) return name
  throw new ActionError('invalid-name', `"${name}" cannot be the name of something that is kept.`, {
    hint: 'Use letters, digits, ".", "_" or "-", beginning with a letter or digit.',
  })
}

/** A path below the root of a history. */
export function checkedPath(path: string): string {
  for (const part of path.split('/')) checkedName(part)
  return path
}
