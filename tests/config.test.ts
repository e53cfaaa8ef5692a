import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError, olderDataKeys, readConfig } from '../src/config.ts'

const zalo = { ZALO_APP_ID: '360846524940903967', ZALO_APP_SECRET: 'app-secret', ZALO_OA_SECRET_KEY: 'oa-secret' }
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

const refusal = (env: Record<string, string>) => {
  try {
    readConfig(env)
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error)
  }
  return 'taken'
}

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'loa-config-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

describe('the keys of the data', () => {
  const [key, other] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]

  it.each([
    ['none', {}, []],
    ['one', { LOA_DATA_KEY_OLD: key }, [1]],
    ['several, with spaces', { LOA_DATA_KEY_OLD: `${key}, ${other}` }, [1, 2]],
  ])('before the present one: %s', (_, env, filled) => {
    expect(olderDataKeys(readConfig(env))).toEqual(filled.map((byte) => Buffer.alloc(32, byte)))
  })

  it.each([
    ['too short', { LOA_DATA_KEY: 'abcd' }, 'LOA_DATA_KEY must be 32 bytes'],
    ['one of several too short', { LOA_DATA_KEY_OLD: `${key},abcd` }, 'LOA_DATA_KEY_OLD must be one or several keys'],
    ['a comma too many', { LOA_DATA_KEY_OLD: `${key},` }, 'LOA_DATA_KEY_OLD must be one or several keys'],
  ])('stops the start with %s', (_, env, sentence) => {
    expect(refusal(env)).toContain(`Wrong configuration: ${sentence}`)
    expect(refusal(env)).not.toContain(key)
  })
})

describe('the configuration of Zalo', () => {
  it('is closed where nothing is said, and has the public addresses', () => {
    const read = readConfig({})
    expect(read.ZALO_APP_ID).toBeUndefined()
    expect(read).toMatchObject({
      ZALO_OAUTH_ROOT: 'https://oauth.zaloapp.com',
      ZALO_OPENAPI_ROOT: 'https://openapi.zalo.me',
      ZALO_BUSINESS_ROOT: 'https://business.openapi.zalo.me',
      ZALO_MESSAGES_PER_SECOND: 1.5,
      ZALO_APP_SECRET_PROOF: 'no',
    })
  })

  it.each([
    ['the app alone', { ZALO_APP_ID: zalo.ZALO_APP_ID }, 'ZALO_APP_SECRET, ZALO_OA_SECRET_KEY are missing'],
    ['no secret of the app', { ...zalo, ZALO_APP_SECRET: '' }, 'ZALO_APP_SECRET is missing'],
    ['no key of the account', { ...zalo, ZALO_OA_SECRET_KEY: '' }, 'ZALO_OA_SECRET_KEY is missing'],
    ['a token alone', { ZALO_REFRESH_TOKEN: 'abc' }, 'ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_SECRET_KEY are missing'],
    [
      'a verifier alone',
      { ZALO_CODE_VERIFIER: 'none' },
      'ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_SECRET_KEY are missing',
    ],
    ['an app that is no number', { ...zalo, ZALO_APP_ID: 'my app' }, 'ZALO_APP_ID must be the number of the app'],
    ['a verifier that is too short', { ...zalo, ZALO_CODE_VERIFIER: verifier.slice(1) }, 'ZALO_CODE_VERIFIER must be'],
    ['an address that is none', { ...zalo, ZALO_OPENAPI_ROOT: 'openapi' }, 'ZALO_OPENAPI_ROOT must be an address'],
    ['a picture without a lock', { ...zalo, ZALO_CARD_PICTURE: 'http://a/b.png' }, 'ZALO_CARD_PICTURE must be'],
    ['a pace that is no number', { ...zalo, ZALO_MESSAGES_PER_SECOND: 'fast' }, 'ZALO_MESSAGES_PER_SECOND must be'],
    ['a pace below zero', { ...zalo, ZALO_MESSAGES_PER_SECOND: '-1' }, 'ZALO_MESSAGES_PER_SECOND'],
    ['a proof of its own kind', { ...zalo, ZALO_APP_SECRET_PROOF: 'maybe' }, 'ZALO_APP_SECRET_PROOF'],
    ['no time to look', { ...zalo, SEND_DEADLINE_SECONDS: '2' }, 'SEND_DEADLINE_SECONDS must be at least 3 where Zalo'],
    ['no time at all', { ...zalo, SEND_DEADLINE_SECONDS: '0' }, 'SEND_DEADLINE_SECONDS'],
  ])('stops the start with %s', (_, env, sentence) => {
    const said = refusal(env)
    expect(said.startsWith(`Wrong configuration: ${sentence}`), said).toBe(true)
    for (const secret of [zalo.ZALO_APP_SECRET, zalo.ZALO_OA_SECRET_KEY, 'my app']) expect(said).not.toContain(secret)
  })

  it.each([
    ['the three', zalo],
    ['a first token', { ...zalo, ZALO_REFRESH_TOKEN: 'abc' }],
    ['a fixed verifier', { ...zalo, ZALO_CODE_VERIFIER: verifier }],
    ['no verifier', { ...zalo, ZALO_CODE_VERIFIER: 'none' }],
    ['half a message a second', { ...zalo, ZALO_MESSAGES_PER_SECOND: '0.5' }],
    ['no pace of ours', { ...zalo, ZALO_MESSAGES_PER_SECOND: '0' }],
    ['little time', { ...zalo, SEND_DEADLINE_SECONDS: '3' }],
    ['hardly any time, where Zalo is not open', { SEND_DEADLINE_SECONDS: '1' }],
  ])('takes %s', (_, env) => {
    expect(refusal(env)).toBe('taken')
  })

  it('takes the slashes at the end of an address away', () => {
    const root = 'http://127.0.0.1:8788/openapi'
    expect(readConfig({ ...zalo, ZALO_OPENAPI_ROOT: `${root}//` }).ZALO_OPENAPI_ROOT).toBe(root)
  })

  it('reads each secret from a file, and takes an empty file for none', () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(dir, name), text)
      return join(dir, name)
    }
    const files = Object.entries(zalo).map(([name, text]) => [`${name}_FILE`, file(name, `${text}\n`)])
    expect(readConfig({ ...Object.fromEntries(files), ZALO_REFRESH_TOKEN_FILE: file('none', '') })).toMatchObject(zalo)
    expect(readConfig({ ZALO_APP_ID_FILE: file('none', '') }).ZALO_APP_ID).toBeUndefined()
  })
})
