import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** How personal data is kept: encrypted where it is read again, hashed with a key where it is only looked up. */
export interface Seal {
  /** The name of the key that seals: eight hex digits, which tell nothing about the key. */
  keyId: string
  /** Encrypts text. The same text sealed twice looks different each time. */
  seal(text: string): string
  /** Reads sealed text back. Throws when it was changed, or was sealed with a key that is not known here. */
  open(sealed: string): string
  /** A keyed hash (64 hex digits): equal for equal text, and of no use to somebody without the key. */
  index(text: string): string
}

const NONCE = 12
const TAG = 16

/** One data key, with the two keys derived from it and the name that sealed text carries. */
interface Keys {
  id: string
  sealing: Buffer
  indexing: Buffer
}

/**
 * Seals with a data key of 32 bytes (AES-256-GCM, a random nonce of 96 bits each time, keys derived by HKDF-SHA256).
 * Sealed text is `<key id>.<nonce, ciphertext and tag in base64url>`. While keys are being changed, `older` ones still open
 * what they sealed; look-ups go by the newest key only, so hashes have to be written anew after a change.
 */
export function makeSeal(key: Buffer, older: readonly Buffer[] = []): Seal {
  const newest = keysOf(key)
  const known = new Map([...older.map(keysOf), newest].map((keys) => [keys.id, keys]))
  return {
    keyId: newest.id,
    seal: (text) => encrypt(newest, text),
    open: (sealed) => {
      const keys = known.get(sealed.slice(0, sealed.indexOf('.')))
      if (!keys) throw new Error('sealed with a data key that is not known here')
      return decrypt(keys, sealed)
    },
    index: (text) => createHmac('sha256', newest.indexing).update(text).digest('hex'),
  }
}

function keysOf(key: Buffer): Keys {
  if (key.length !== 32) throw new Error(`the data key has ${key.length} bytes, not 32`)
  return {
    id: derive(key, 'id', 4).toString('hex'),
    sealing: derive(key, 'seal', 32),
    indexing: derive(key, 'index', 32),
  }
}

function derive(key: Buffer, use: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `loa ${use}`, length))
}

// The key id is authenticated with the text: sealed text cannot be passed off as another key's.
function encrypt({ id, sealing }: Keys, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG }).setAAD(Buffer.from(id))
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${id}.${sealed.toString('base64url')}`
}

function decrypt({ id, sealing }: Keys, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(id.length + 1), 'base64url')
  if (bytes.length < NONCE + TAG) throw new Error('sealed text is too short')
  const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
}
