import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { describe, expect, it } from 'vitest'
import { secondFactorChange, staffSecret } from '../../src/wire/staff-secret.ts'

const [old, next, stranger] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
const sealedBy = (key: Buffer) => symmetricEncrypt({ key: staffSecret(key), data: 'a secret' })

describe('a second factor while the data key is changed', () => {
  it.each([
    ['the key before', [old]],
    ['one of several', [stranger, old]],
  ])('is taken over from %s', async (_, older) => {
    const changed = await secondFactorChange(next, older)(await sealedBy(old))
    expect(await symmetricDecrypt({ key: staffSecret(next), data: changed ?? '' })).toBe('a secret')
  })

  it('is left alone where the newest key reads it', async () => {
    expect(await secondFactorChange(next, [old])(await sealedBy(next))).toBeUndefined()
  })

  it('is not lost without a word where no key reads it', async () => {
    await expect(secondFactorChange(next, [old])(await sealedBy(stranger))).rejects.toThrow(/data key/)
  })

  it('has a secret of its own: not the key, and another for another key', () => {
    expect(staffSecret(old)).not.toBe(staffSecret(next))
    expect(staffSecret(old)).not.toContain(old.toString('base64').slice(0, 20))
  })
})
