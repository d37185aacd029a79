const SHAPE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** Milliseconds since 1970 of an ISO 8601 date or timestamp, in UTC where it names no offset; nothing when there is no such day. */
export function parseMoment(text: string): number | undefined {
  const parts = SHAPE.exec(text)
  if (!parts) return undefined
  const [, day = '', time = '00:00', seconds = ':00', zone = 'Z'] = parts
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Some days that do not exist are read as the first of the next month.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) {
    return undefined
  }
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const moment = Date.parse(`${day}T${time}${seconds.slice(0, 7)}${offset}`)
  return Number.isNaN(moment) ? undefined : moment
}

/** A moment as people write it: the date alone where it has no time. */
export function printMoment(ms: number): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return String(ms)
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('.000Z', 'Z')
}
