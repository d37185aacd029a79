/** How rules that are tested together share the chance of a false alarm. */
export const CORRECTIONS = ['holm', 'none'] as const
export type Correction = (typeof CORRECTIONS)[number]
