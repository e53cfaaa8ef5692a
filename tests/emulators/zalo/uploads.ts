import { type Ask, type Endpoint, invalid, textId } from './ask.ts'
import { dayMs, monthOf } from './vietnam.ts'
import { Refusal, Unknown, type World } from './world.ts'

/** The places for uploads. */
export type UploadKind = 'image' | 'gif' | 'file'

/** Something that was uploaded. */
export interface Upload {
  id: string
  kind: UploadKind
  bytes: Buffer
  at: number
}

const megabyte = 1_048_576

/** How large an upload may be, in bytes. */
export const uploadBytes: Record<UploadKind, number> = { image: megabyte, gif: 5 * megabyte, file: 5 * megabyte }

/** How long an upload may be used, and how many of each kind a month has. */
export const uploadLimits = { livesMs: 7 * dayMs, aMonth: 5_000 }

/** The three places. */
export const uploadEndpoints: Record<string, Endpoint> = Object.fromEntries(
  (['image', 'gif', 'file'] as const).map((kind) => [
    `POST /openapi/v2.0/oa/upload/${kind}`,
    { name: 'upload', takes: 'file', shape: {}, run: (ask: Ask) => upload(ask, kind) },
  ]),
)

/** An upload that a message may use now. */
export function usableUpload(about: { world: World; id: unknown; kind: UploadKind; field: string }): Upload {
  const { world, id, kind, field } = about
  const upload = world.uploads.get(textId(id, field))
  if (upload?.kind !== kind) throw invalid(field)
  if (world.now() - upload.at >= uploadLimits.livesMs) throw new Refusal(-100)
  return upload
}

function upload({ world, file }: Ask, kind: UploadKind) {
  if (!file) throw new Unknown('an upload without a file')
  if (!kinds[kind].some((looks) => looks(file.bytes))) {
    world.lean('uploadKind')
    throw invalid('file')
  }
  refuseSize({ world, kind, size: file.bytes.length })
  const month = monthOf(world.now())
  const before = [...world.uploads.values()].filter((u) => u.kind === kind && monthOf(u.at) === month)
  if (before.length >= uploadLimits.aMonth) {
    world.lean('uploadMonth')
    throw new Refusal(-211)
  }
  const id = `EMU_${kind}_${world.nextMessageId()}`
  world.uploads.set(id, { id, kind, bytes: file.bytes, at: world.now() })
  return kind === 'file' ? { token: id } : { attachment_id: id }
}

function refuseSize({ world, kind, size }: { world: World; kind: UploadKind; size: number }): void {
  const most = uploadBytes[kind]
  if (size > (most / megabyte) * 1_000_000 && size <= most) world.lean('uploadMegabyte')
  if (size > most) throw new Refusal(-210, 'file exceeds limit')
}

const startsWith =
  (...start: number[]) =>
  (bytes: Buffer) =>
    bytes.subarray(0, start.length).equals(Buffer.from(start))

// What files begin with. A CSV begins with anything, but it is text.
const kinds: Record<UploadKind, readonly ((bytes: Buffer) => boolean)[]> = {
  image: [startsWith(0xff, 0xd8, 0xff), startsWith(0x89, 0x50, 0x4e, 0x47)],
  gif: [startsWith(0x47, 0x49, 0x46, 0x38)],
  file: [
    startsWith(0x25, 0x50, 0x44, 0x46),
    startsWith(0xd0, 0xcf, 0x11, 0xe0),
    startsWith(0x50, 0x4b, 0x03, 0x04),
    (bytes) => bytes.length > 0 && isText(bytes),
  ],
}

function isText(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  return !text.includes('\0') && !text.includes('\ufffd')
}
