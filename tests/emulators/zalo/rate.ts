import type { Settings, World } from './world.ts'

/** Calls a minute that the package of the OA allows. */
export const perMinute: Record<Settings['package'], number> = {
  basic: 0,
  standard: 0,
  growth: 100,
  comprehensive: 2_000,
}

/** Counts calls in any minute. */
export interface Rate {
  /** Counts one call: how many are left after it, below zero where it may not go. What may not go does not count. */
  take: () => { limit: number; left: number }
}

/** A sliding minute for the OA. Templates by phone do not count. */
export function makeRate(world: () => World): Rate {
  let taken: number[] = []
  return {
    take() {
      const { now, settings } = world()
      const limit = settings.perMinute ?? perMinute[settings.package]
      taken = taken.filter((at) => at > now() - 60_000)
      const left = limit - taken.length - 1
      if (left >= 0) taken.push(now())
      return { limit, left }
    },
  }
}
