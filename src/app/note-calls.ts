import { z } from 'zod'
import type { ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Settings } from '../ports/settings.ts'

/** When a platform last reached us, and when one that said to be it was last turned away, and why. */
export interface Calls {
  takenAt?: Date
  refusedAt?: Date
  /** For whoever operates Loa. */
  reason?: string
}

/** Told of a call: taken, or turned away for that reason. Never in the way of the call, and never an error of it. */
export type NoteCall = (channel: ChannelId, refusal?: string) => void

/** Of calls that come close together the first is noted: a page that somebody reads wants no more. */
const oftenMs = 30_000

/** Keeps among the settings when each platform last called. */
export function noteCalls({ settings, clock }: { settings: Settings; clock: Clock }): NoteCall {
  const noted = new Map<string, number>()
  return (channel, refusal) => {
    const now = clock.now()
    const key = keyOf(channel, refusal === undefined ? 'taken' : 'refused')
    if (now.getTime() - (noted.get(key) ?? 0) < oftenMs) return
    noted.set(key, now.getTime())
    void keep(settings, key, { at: now.toISOString(), ...(refusal === undefined ? {} : { reason: refusal }) })
  }
}

/** What was noted of the calls of one channel. */
export async function callsOf({ settings }: { settings: Settings }, channel: ChannelId): Promise<Calls> {
  const [taken, refused] = await Promise.all(
    (['taken', 'refused'] as const).map(async (kind) => call.safeParse(await settings.get(keyOf(channel, kind))).data),
  )
  return {
    ...(taken ? { takenAt: new Date(taken.at) } : {}),
    ...(refused ? { refusedAt: new Date(refused.at) } : {}),
    ...(refused?.reason === undefined ? {} : { reason: refused.reason }),
  }
}

const call = z.object({ at: z.iso.datetime(), reason: z.string().optional() })

function keyOf(channel: ChannelId, kind: 'taken' | 'refused'): string {
  return `calls.${channel}.${kind}`
}

// What cannot be kept is missing on a page, and nothing else.
async function keep(settings: Settings, key: string, value: object): Promise<void> {
  try {
    await settings.set(key, value)
  } catch {}
}
