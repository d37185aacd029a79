import type {World} from './world.ts'

const NO_REPLY = /^(?:\d+\+)?([\w-]+(?:\[bot\])?)@users\.noreply\.github\.com$/

/** Whose account a commit's e-mail address belongs to; nobody's when it is unknown. */
export function loginOf({people}: World, email: string): string | undefined {
  if (email === 'noreply@github.com') return 'web-flow'
  return people.get(email.toLowerCase()) ?? NO_REPLY.exec(email)?.[1]
}
