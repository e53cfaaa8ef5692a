import { describe, expect, it } from 'vitest'
import { refusalOf, silenceOf } from '../../../src/channels/zalo/failure.ts'
import { accountRefusals, businessRefusals } from '../../../src/channels/zalo/refusals.ts'
import type { SendErrorCode } from '../../../src/ports/channel.ts'
import { langs, say } from '../say.ts'

// 2026-11-23 21:30 in Viet Nam.
const at = new Date('2026-11-23T14:30:00Z')
const [night, midnight, hour, moment, mended] = [8.5 * 3600, 2.5 * 3600, 3600, 10, 120]

// Section 2.8 of the facts, row by row: what the number means, the name of the error, and the wait where it is not for ever.
const openapi: [number, SendErrorCode, (number | 'later')?][] = [
  [-32, 'too_many', moment],
  [-100, 'content'],
  [-200, 'unreachable', 'later'],
  [-201, 'content'],
  [-204, 'unauthorized', mended],
  [-205, 'unauthorized', mended],
  [-209, 'unauthorized', mended],
  [-210, 'content'],
  [-211, 'unreachable', hour],
  [-212, 'unauthorized', mended],
  [-213, 'not_started'],
  [-214, 'unreachable', 'later'],
  [-216, 'unauthorized', mended],
  [216, 'unauthorized', mended],
  [401, 'unauthorized', mended],
  [-401, 'unauthorized', mended],
  [-217, 'refused'],
  [-218, 'unreachable', midnight],
  [-219, 'unauthorized', mended],
  [-220, 'unauthorized', mended],
  [-221, 'unauthorized', mended],
  [-223, 'unauthorized', mended],
  [-224, 'unauthorized', mended],
  [-227, 'refused'],
  [-230, 'not_started'],
  [-232, 'not_started'],
  [-233, 'content'],
  [-234, 'unreachable', night],
  [-235, 'unauthorized', mended],
  [-237, 'unauthorized', mended],
  [-238, 'unauthorized', mended],
  [-241, 'unauthorized', mended],
  [-240, 'content'],
  [-242, 'unauthorized', mended],
  [-244, 'refused'],
  [-248, 'content'],
  [-249, 'content'],
  [-320, 'unauthorized', mended],
  [-321, 'unauthorized', mended],
  [-403, 'not_found'],
  [112, 'unauthorized', mended],
]
// Section 3.1.
const business: typeof openapi = [
  [-100, 'unreachable', 'later'],
  [-32, 'too_many', moment],
  ...many(
    [-101, -102, -103, -104, -105, -120, -1201, -1202, -1241, -125, -126, -127, -135, -1351],
    'unauthorized',
    mended,
  ),
  ...many([-123, -128, -129, -138, -1381, -142, -143], 'unauthorized', mended),
  ...many([-109, -1091, -117, -131, -145, -146, -115, -136, -137, -124], 'unauthorized', mended),
  ...many([-106, -107, -111, -112, -1121, -1122, -1123, -1124, -113, -1131, -116], 'content'),
  ...many([-121, -122, -130, -132, -148, -149, -150], 'content'),
  ...many([-108, -118], 'not_found'),
  ...many([-110, -114, -119, -139, -140], 'refused'),
  [-141, 'blocked'],
  [-133, 'unreachable', night],
  ...many([-134, -144, -1441, -147, -1471, -1472], 'unreachable', midnight),
]

function many(codes: number[], is: SendErrorCode, wait?: number): typeof openapi {
  return codes.map((code) => (wait === undefined ? [code, is] : [code, is, wait]))
}

describe.each([
  ['openapi', openapi, accountRefusals],
  ['business', business, businessRefusals],
] as const)('refusals of the %s host', (host, rows, table) => {
  it.each(rows)('%i is %s', (code, is, wait) => {
    const error = refusalOf({ code, message: 'said so' }, { host, at })
    const retry = wait === undefined ? 'never' : wait === 'later' ? 'later' : { afterSeconds: wait }
    expect(error).toMatchObject({ code: is, retry, platformCode: code, detail: `${host} ${code} said so` })
  })

  it('has no row that is not tested, and none twice', () => {
    const codes = table.flatMap(([all]) => all)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !rows.some(([tested]) => tested === code))).toEqual(host === 'openapi' ? [220] : [])
  })

  it.each(langs)('gives staff words in %s', (lang) => {
    for (const [code] of rows) expect(say(refusalOf({ code, message: '' }, { host, at }).staff, lang)).toMatch(/\S/)
  })

  it('an unknown number is final', () => {
    expect(refusalOf({ code: -9999, message: 'new' }, { host, at })).toMatchObject({ code: 'refused', retry: 'never' })
  })
})

describe('what the rest of the house reads off a refusal', () => {
  it.each([
    ['a token', -216, { cure: 'token', ours: true }],
    ['a forgotten upload', -100, { cure: 'upload', ours: true }],
    ['the package', -224, { ours: true, staff: { key: 'channels:zalo.advice.package' } }],
    ['the person', -244, { ours: false, staff: { key: 'channels:zalo.advice.person' } }],
    ['the window', -230, { ours: false, staff: { key: 'channels:zalo.advice.window' } }],
  ])('%s', (_, code, expected) => {
    expect(refusalOf({ code, message: '' }, { host: 'openapi', at })).toMatchObject(expected)
  })

  it.each([
    ['user_id is invalid!', 'not_found'],
    ['recipient is invalid!', 'not_found'],
    ['text is invalid!', 'content'],
    ['buttons is invalid!', 'content'],
  ])('-201 with %s is %s', (message, code) => {
    expect(refusalOf({ code: -201, message }, { host: 'openapi', at }).code).toBe(code)
  })

  it.each([
    ['at 05:59 the night ends in a minute', '2026-11-23T22:59:00Z', 60],
    ['at 22:00 it lasts eight hours', '2026-11-23T15:00:00Z', 8 * 3600],
    ['at 06:00 sharp it is the next one', '2026-11-23T23:00:00Z', 24 * 3600],
  ])('%s', (_, now, afterSeconds) => {
    const { retry } = refusalOf({ code: -234, message: '' }, { host: 'openapi', at: new Date(now) })
    expect(retry).toEqual({ afterSeconds })
  })

  it.each([
    ['unsent', 'unreachable', 'later'],
    ['unclear', 'uncertain', 'unknown'],
  ] as const)('what is %s is %s', (kind, code, retry) => {
    expect(silenceOf({ kind, detail: 'x' })).toMatchObject({ code, retry, ours: false, detail: 'x' })
  })
})
