import { describe, expect, it } from 'vitest'
import { sendingProgress } from '../../src/app/sending-progress.ts'
import { momentText, reasonWords, sendersReasons, standingWords } from '../../src/app/sending-words.ts'
import { type DeliveryState, deliveryStates } from '../../src/domain/delivery.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Announcement, LastTurn, Progress } from '../../src/ports/announcements.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Office } from '../../src/ports/units.ts'

const language = loadLanguage()
/** A moment of Viet Nam: "24 09:00" is nine in the morning of 24 November 2026. */
const at = (text: string) => new Date(`2026-11-${text.replace(' ', 'T')}+07:00`)

const none = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<DeliveryState, number>
const announcement = {
  ...{ id: '12', mailingId: '7', officeId: 1, authorId: 's1', sender: 'PGD', title: 'Lịch', body: 'x', source: '' },
  ...{ writers: ['s1'], version: 1 },
  ...{ audience: { everybody: true }, status: 'sending', createdAt: at('24 08:00'), sentAt: at('24 08:30') },
} as const satisfies Announcement
const telegram = { channel: 'telegram', perSecond: 30 } as const

interface Case {
  now?: string
  announcement?: Partial<Announcement>
  states?: Partial<Record<DeliveryState, number>>
  progress?: Partial<Progress>
  turn?: LastTurn
  open?: ('telegram' | 'web')[]
}

/** An announcement to 4,000 on Telegram that has been going for half an hour at 30 a second. */
function look({ now = '24 09:00', states, progress, turn, open = ['telegram', 'web'], ...of }: Case) {
  const read: Progress = {
    states: { ...none, pending: 3_600, sent: 400, ...states },
    ...{ reasons: [], lastMinute: 1_800, channels: [telegram], ...progress },
  }
  const store = {
    announcements: { progress: async () => read, lastTurn: async () => turn },
    units: { office: async () => ({ quietUntil: 7, quietFrom: 20 }) as Office },
  } as unknown as Store
  const deps = { store, clock: { now: () => at(now) }, openChannels: open }
  return sendingProgress(deps, { ...announcement, ...of.announcement, mailingId: '7' })
}

describe('how far a sending is', () => {
  it('adds up: sent, to go, failed and in doubt are all', async () => {
    const states = { pending: 1, sending: 2, sent: 4, retry: 8, uncertain: 16, failed: 32, blocked: 64, skipped: 128 }
    expect(await look({ states })).toMatchObject({ total: 255, sent: 4, toGo: 11, failed: 224, inDoubt: 16 })
  })

  it.each<[string, Case, string | undefined]>([
    ['at the speed of the last minute', {}, '24 09:02'],
    [
      'at the speed that is set in the first minute',
      { now: '24 08:30:30', progress: { lastMinute: 5 } },
      '24 08:32:30',
    ],
    [
      'at the speed that is set in the first minute after it went on',
      { turn: { at: at('24 08:59:30'), actorKind: 'staff', actorId: 's1' }, progress: { lastMinute: 5 } },
      '24 09:02',
    ],
    [
      'at the speed that is set in the first minute of the day',
      { now: '24 07:00:30', progress: { lastMinute: 0 } },
      '24 07:02:30',
    ],
    ['never when nothing went in a minute', { progress: { lastMinute: 0 } }, undefined],
    ['in the morning when it is night', { now: '24 22:00', progress: { lastMinute: 0 } }, '25 07:02'],
    [
      'with those of tomorrow when some are put off',
      { progress: { putOff: { count: 1_800, from: at('25 07:00') } } },
      '25 07:01',
    ],
    [
      'tomorrow when all are put off',
      { progress: { lastMinute: 0, putOff: { count: 3_600, from: at('25 07:00') } } },
      '25 07:02',
    ],
    ['no more when all went', { states: { pending: 0, sent: 4_000 }, progress: { channels: [] } }, undefined],
    ['nobody knows when, while it is paused', { announcement: { status: 'paused' } }, undefined],
    ['nobody knows when, while its channel is closed', { open: ['web'] }, undefined],
  ])('it will end %s', async (_, of, end) => {
    expect((await look(of)).end).toEqual(end === undefined ? undefined : at(end))
  })

  it.each<[string, Case, string]>([
    ['it was sent', {}, '24 08:30'],
    [
      'somebody paused it',
      { announcement: { status: 'paused' }, turn: { at: at('24 08:45'), actorKind: 'staff', actorId: 's1' } },
      '24 08:45',
    ],
    [
      'its last try when it paused itself',
      { announcement: { status: 'paused', pauseReason: 'content' }, progress: { triedAt: at('24 08:31') } },
      '24 08:31',
    ],
  ])('stands so since %s', async (_, of, since) => {
    expect((await look(of)).since).toEqual(at(since))
  })
})

describe('why a sending stands still', () => {
  const mai = { at: at('24 08:45'), actorKind: 'staff', actorId: 's1', actorName: 'Lê Mai' } as const
  it.each<[string, Case, string | undefined]>([
    ['it does not', {}, undefined],
    ['it is through', { announcement: { status: 'done' }, now: '24 23:00', progress: { channels: [] } }, undefined],
    [
      'somebody paused it',
      { announcement: { status: 'paused' }, turn: mai },
      'It is paused: Lê Mai stopped it at 08:45 24/11/2026.',
    ],
    [
      'it was paused on the command line',
      { announcement: { status: 'paused' }, turn: { at: mai.at, actorKind: 'system', actorId: 'command line' } },
      'It is paused: somebody at the command line stopped it at 08:45 24/11/2026.',
    ],
    [
      'it paused itself',
      { announcement: { status: 'paused', pauseReason: 'content' }, turn: mai },
      `The sending stopped by itself: ${language.say({ key: 'channels:errors.content' }, 'en')}`,
    ],
    ['it is just open', { now: '24 07:00' }, undefined],
    [
      'it is night',
      { now: '24 20:00' },
      'It waits for the hours of sending, 7:00 to 20:00. It goes on at 07:00 25/11/2026.',
    ],
    [
      'its channel is closed, by night as well',
      { now: '24 20:00', open: ['web'] },
      'The channel Telegram is closed, so that messages cannot leave. Please tell the administrator.',
    ],
    [
      'its channel has to wait',
      { progress: { channels: [{ ...telegram, heldUntil: at('24 09:04') }] } },
      'The channel Telegram has to wait: the platform failed or was written to too fast. It goes on at 09:04 24/11/2026.',
    ],
    [
      'one of its channels has to wait and the other goes',
      { progress: { channels: [{ ...telegram, heldUntil: at('24 09:04') }, { channel: 'web' }] } },
      undefined,
    ],
    [
      'those who are left had enough today',
      { progress: { putOff: { count: 3_600, from: at('25 07:00') } } },
      'Those who are left had enough announcements today. It goes on at 07:00 25/11/2026.',
    ],
    ['some had enough today', { progress: { putOff: { count: 3_599, from: at('25 07:00') } } }, undefined],
    ['they had enough yesterday', { progress: { putOff: { count: 3_600, from: at('24 09:00') } } }, undefined],
  ])('%s', async (_, of, words) => {
    const { standing } = await look(of)
    expect(standing && language.say(standingWords(standing), 'en')).toBe(words)
    if (standing) expect(language.say(standingWords(standing), 'vi')).toMatch(/\S/)
  })
})

describe('the reasons', () => {
  const ofChannels = Object.keys({
    ...{ blocked: 1, deactivated: 1, not_found: 1, not_started: 1, moved: 1, too_many: 1, content: 1, unauthorized: 1 },
    ...{ conflict: 1, refused: 1, unreachable: 1, uncertain: 1 },
  })
  it.each([...ofChannels, ...sendersReasons])('%s is said in plain words of every language', (code) => {
    for (const lang of language.langs) {
      const unforeseen = language.say(reasonWords(`not ${code}`), lang).replace(`not ${code}`, code)
      expect(language.say(reasonWords(code), lang)).not.toBe(unforeseen)
    }
  })

  it('that nobody foresaw are named', () => {
    expect(language.say(reasonWords('teapot'), 'en')).toBe('The channel reports: teapot.')
  })
})

it('a moment is written in the time of Viet Nam', () => {
  expect(momentText(new Date('2026-12-31T17:05:00Z'))).toBe('00:05 01/01/2027')
})
