import type {Day} from './days.ts'
import {createRandom} from './random.ts'

export type Span = {readonly first: string; readonly last: string; readonly seed: number}

const DAY_MS = 86_400_000
/** Invented before the first day, so that the first published week has a past. */
const WARM_UP_DAYS = 60

/** What the invented market does; rates are per day, on the logarithm of the price. */
const MARKET = {
  usualPrice: 80,
  pull: 0.012,
  /** A week's move is partly given back. */
  giveBack: 0.2,
  news: 0.045,
  jumpChance: 0.012,
  jump: 0.07,
  winterPremium: 0.1,
}

/**
 * Every day from `first` to `last`: an oil price that swings around its usual level
 * (Ornstein-Uhlenbeck), gives back part of each week's move, costs more in winter and sometimes
 * jumps; and the price of an oil company's share, whose exchange closes later and has therefore
 * heard part of tomorrow's news.
 */
export function inventMarket({first, last, seed}: Span): readonly Day[] {
  const random = createRandom(seed)
  const levels: number[] = []
  const days: Day[] = []
  let share = 40
  let heard = 0
  for (
    let time = Date.parse(first) - WARM_UP_DAYS * DAY_MS;
    time <= Date.parse(last);
    time += DAY_MS
  ) {
    const date = new Date(time)
    const usual = Math.log(MARKET.usualPrice) + (isWinter(date) ? MARKET.winterPremium : 0)
    const yesterday = levels.at(-1) ?? usual
    const aWeekAgo = levels.at(-7) ?? yesterday
    const move =
      MARKET.pull * (usual - yesterday) -
      MARKET.giveBack * (yesterday - aWeekAgo) +
      MARKET.news * (0.58 * reaction(heard) + 0.76 * random.normal()) +
      (random.uniform() < MARKET.jumpChance ? MARKET.jump * random.normal() : 0)
    levels.push(yesterday + move)
    heard = random.normal()
    const shareMove = 0.1 * move + 0.014 * heard + 0.004 * random.normal()
    share *= Math.exp(shareMove + 0.01 * Math.log(40 / share))
    days.push({
      date: date.toISOString().slice(0, 10),
      price: cents(Math.exp(yesterday + move)),
      sharePrice: cents(share),
    })
  }
  return days.slice(WARM_UP_DAYS)
}

/** Bad news moves the price more than good news; zero on average. */
function reaction(news: number): number {
  return Math.min(0, 2 * news) + 0.798
}

function isWinter(date: Date): boolean {
  return [0, 1, 10, 11].includes(date.getUTCMonth())
}

function cents(value: number): number {
  return Math.round(value * 100) / 100
}
