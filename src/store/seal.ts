import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** How personal data is kept: encrypted where it is read again, hashed with a key where it is only looked up. */
export interface Seal {
  /** The name of the key that seals: eight hex digits, which tell nothing about the key. */
  keyId: string
  /** The names of all keys that are known, the newest first. */
  keyIds: [string, ...string[]]
  /** Encrypts text. The same text sealed twice looks different each time. */
  seal(text: string): string
  /** Reads sealed text back. Throws when it was changed, or was sealed with a key that is not known here. */
  open(sealed: string): string
  /** The same for bytes, such as a picture: the name of the key in front, then nonce, ciphertext and tag. */
  sealBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer>
  /** Reads sealed bytes back. Throws as `open` does. */
  openBytes(sealed: Uint8Array): Uint8Array<ArrayBuffer>
  /** A keyed hash (64 hex digits): equal for equal text, and of no use to somebody without the key. This is what is written. */
  index(text: string): string
  /** The hashes by every key that is known, the newest first: this is what is looked for, so that a change of keys hides nothing. */
  indexes(text: string): string[]
}

/** Letters of the name of a key. */
const ID = 8
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
 * what they sealed, and rows whose hash is of an older one are found by `indexes`. `loa keys rotate` ends the change.
 */
export function makeSeal(key: Buffer, older: readonly Buffer[] = []): Seal {
  const newest = keysOf(key)
  const known = new Map([newest, ...older.map(keysOf)].map((keys) => [keys.id, keys]))
  const keysFor = (id: string): Keys => {
    const keys = known.get(id)
    if (!keys) throw new Error('sealed with a data key that is not known here')
    return keys
  }
  return {
    keyId: newest.id,
    keyIds: [newest.id, ...[...known.keys()].slice(1)],
    seal: (text) => `${newest.id}.${encrypt(newest, Buffer.from(text)).toString('base64url')}`,
    open: (sealed) => {
      const keys = keysFor(sealed.slice(0, sealed.indexOf('.')))
      return decrypt(keys, Buffer.from(sealed.slice(keys.id.length + 1), 'base64url')).toString('utf8')
    },
    sealBytes: (bytes) => Uint8Array.from(Buffer.concat([Buffer.from(newest.id), encrypt(newest, bytes)])),
    openBytes: (sealed) => {
      const bytes = Buffer.from(sealed)
      const keys = keysFor(bytes.subarray(0, ID).toString('latin1'))
      return Uint8Array.from(decrypt(keys, bytes.subarray(ID)))
    },
    index: (text) => hash(newest, text),
    indexes: (text) => [...known.values()].map((keys) => hash(keys, text)),
  }
}

function hash({ indexing }: Keys, text: string): string {
  return createHmac('sha256', indexing).update(text).digest('hex')
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
function encrypt({ id, sealing }: Keys, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: TAG }).setAAD(Buffer.from(id))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function decrypt({ id, sealing }: Keys, bytes: Buffer): Buffer {
  if (bytes.length < NONCE + TAG) throw new Error('sealed text is too short')
  const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
}
