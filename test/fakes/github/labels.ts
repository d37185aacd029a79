import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

/** Somebody set or removed a label. */
export type LabelEvent = {
  readonly id: number
  /** The pull request's. */
  readonly number: number
  readonly label: string
  readonly login: string
  readonly isSet: boolean
  readonly at: string
}

export type LabelWish = Pick<LabelEvent, 'number' | 'label' | 'login'> & {
  readonly isRemoved?: boolean
}

export function setLabel(world: World, repository: Repository, wish: LabelWish): void {
  const {isRemoved = false, ...rest} = wish
  repository.labelEvents.push({
    ...rest,
    id: world.nextId(),
    isSet: !isRemoved,
    at: timestamp(world.now()),
  })
}
