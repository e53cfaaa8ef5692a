import { describe, expect, it } from 'vitest'
import { afterSend } from '../../src/delivery/after-send.ts'
import type { Passage, SendError, SendErrorCode, SendResult } from '../../src/ports/channel.ts'
import type { Sending, Settlement } from '../../src/ports/ledger.ts'

const now = new Date('2026-11-22T01:00:00Z')
const sending: Sending = {
  deliveryId: 'd1',
  chunkId: 'c1',
  accountId: 'a1',
  lane: 1,
  ofMailing: true,
  address: '7',
  lang: 'vi',
  message: { parts: [] },
  attempts: 1,
  doubts: 0,
  onUncertain: 'resend',
}
const failed = (code: SendErrorCode, retry: SendError['retry']): SendResult => ({
  ok: false,
  error: { code, retry, ours: false, staff: { key: `channels:errors.${code}` } },
})
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const settle = (result: SendResult, change: Partial<Sending> = {}) =>
  afterSend({ ...sending, ...change }, { result }, now)

describe('afterSend', () => {
  it('a message that arrived is sent', () => {
    expect(settle({ ok: true, messageId: 'm1' })).toEqual({
      deliveryId: 'd1',
      accountId: 'a1',
      attempt: 1,
      state: 'sent',
      messageId: 'm1',
    })
  })

  it.each<[SendErrorCode, Partial<Settlement>]>([
    ['blocked', { state: 'blocked', account: 'blocked' }],
    ['deactivated', { state: 'blocked', account: 'gone' }],
    ['not_found', { state: 'failed' }],
    ['refused', { state: 'failed' }],
  ])('never again after %s', (code, settled) => {
    expect(settle(failed(code, 'never'))).toEqual({
      deliveryId: 'd1',
      accountId: 'a1',
      attempt: 1,
      errorCode: code,
      ...settled,
    })
  })

  it.each([
    [1, 2],
    [2, 4],
    [7, 128],
  ])('after try %i that never left, again in %i seconds', (attempts, seconds) => {
    const settled = settle(failed('unreachable', 'later'), { attempts })
    expect(settled).toMatchObject({ state: 'retry', notBefore: inSeconds(seconds) })
    expect(settled.uncounted).toBeUndefined()
  })

  it.each([
    [8, 0, 'failed'],
    [9, 0, 'failed'],
    [8, 1, 'uncertain'],
  ])('after try %i that never left, with %i before it in doubt, no more', (attempts, doubts, state) => {
    expect(settle(failed('unreachable', 'later'), { attempts, doubts })).toMatchObject({ state })
  })

  it.each<[string, Passage | undefined, Partial<Settlement>]>([
    ['goes another way at once', { way: 'consultation' }, { state: 'retry', shut: true, uncounted: true }],
    ['by a registered text has failed', { way: 'template_by_user' }, { state: 'failed' }],
    ['where there is only one way has failed', undefined, { state: 'failed' }],
  ])('a message to somebody who may not be written to %s', (_, passage, settled) => {
    const result = failed('not_started', 'never')
    expect(afterSend(sending, { result, passage }, now)).toMatchObject(settled)
  })

  it.each([
    [1, 1],
    [8, 30],
    [100, 3600],
  ])('told to slow down at try %i, waits %i seconds and does not count it', (attempts, afterSeconds) => {
    expect(settle(failed('too_many', { afterSeconds }), { attempts })).toMatchObject({
      state: 'retry',
      uncounted: true,
      notBefore: inSeconds(afterSeconds),
    })
  })

  it.each<[string, 0 | 1 | 2, Partial<Sending>, Partial<Settlement>]>([
    ['a reply goes again at once', 0, {}, { state: 'retry', notBefore: now }],
    ['a reminder goes again after ten minutes', 1, {}, { state: 'retry', notBefore: inSeconds(600) }],
    ['an announcement is held', 2, {}, { state: 'uncertain' }],
    ['what may not come twice is held', 0, { onUncertain: 'hold' }, { state: 'uncertain' }],
    ['a second doubt is held', 1, { doubts: 1 }, { state: 'uncertain' }],
    ['a later doubt is held', 0, { doubts: 2 }, { state: 'uncertain' }],
  ])('in doubt, %s', (_, lane, change, settled) => {
    expect(settle(failed('uncertain', 'unknown'), { ...change, lane })).toMatchObject({ doubt: true, ...settled })
  })

  it.each<[string, SendErrorCode, Partial<Sending>, Partial<Settlement>]>([
    [
      'a text that cannot be sent waits for us, with its mailing',
      'content',
      {},
      { state: 'retry', uncounted: true, notBefore: now },
    ],
    ['a single text that cannot be sent is given up', 'content', { ofMailing: false }, { state: 'failed' }],
  ])('%s', (_, code, change, settled) => {
    expect(settle(failed(code, 'never'), change)).toMatchObject(settled)
  })

  it.each<[string, Partial<Sending>, Partial<Settlement>]>([
    [
      'waits with its mailing and counts no try',
      { attempts: 8 },
      { state: 'retry', uncounted: true, notBefore: inSeconds(60) },
    ],
    [
      'is tried as a single message as long as any other',
      { ofMailing: false, attempts: 7 },
      { state: 'retry', notBefore: inSeconds(128) },
    ],
    ['and no longer', { ofMailing: false, attempts: 8 }, { state: 'failed' }],
  ])('locked out, a message %s', (_, change, settled) => {
    const error: SendError = { code: 'unauthorized', retry: 'later', ours: true, staff: { key: 'x' } }
    expect(settle({ ok: false, error }, change)).toMatchObject(settled)
  })

  it.each<[string, string | undefined, Partial<Sending>, Partial<Settlement>]>([
    ['is followed', '-1007', {}, { state: 'retry', movedTo: '-1007', notBefore: now }],
    ['is followed once', '-1007', { attempts: 2 }, { state: 'failed' }],
    ['to where we were already is not', '7', {}, { state: 'failed' }],
    ['to nobody knows where is not', undefined, {}, { state: 'failed' }],
  ])('an address that moved %s', (_, movedTo, change, settled) => {
    const error: SendError = { code: 'moved', retry: 'never', ours: false, staff: { key: 'x' } }
    expect(settle({ ok: false, error: movedTo === undefined ? error : { ...error, movedTo } }, change)).toMatchObject(
      settled,
    )
  })

  it.each([
    ['said', 'chat not found', { errorDetail: 'chat not found' }],
    ['not said', undefined, {}],
  ])('keeps what the platform said when it was %s', (_, detail, kept) => {
    const error: SendError = { code: 'refused', retry: 'never', ours: false, staff: { key: 'x' } }
    const settled = settle({ ok: false, error: detail === undefined ? error : { ...error, detail } })
    expect(settled).toMatchObject(kept)
    expect('errorDetail' in settled).toBe(detail !== undefined)
  })
})
