import { photoBytes } from '../photo-bytes.ts'
import type { ZaloRoots } from './call.ts'

/** Zalo's own root: any other one is an emulator or a proxy of ours, which keeps its files itself. */
const official = 'https://openapi.zalo.me'
/** Where Zalo keeps what people send (https://developers.zalo.me/docs/official-account/webhook): nothing else is ever fetched. */
const hosts = /^(?:[a-z0-9-]+\.)+(?:zdn|zadn)\.vn$/

/** What fetching needs. */
export interface PhotoSource {
  roots: Pick<ZaloRoots, 'openapi'>
  seconds: number
  hear: (about: object, text: string) => void
}

/** The bytes of a picture by the address that its event named. Such addresses end after a while. */
export function photoFetcher(source: PhotoSource): (ref: string, mostBytes: number) => Promise<Uint8Array | undefined> {
  return async (ref, mostBytes) => {
    const url = photoAddress(ref, source.roots)
    if (url === undefined) {
      source.hear({}, 'zalo: a picture that does not lie with Zalo was not fetched')
      return undefined
    }
    try {
      return await photoBytes({ url, mostBytes, seconds: source.seconds })
    } catch (error) {
      source.hear({ detail: error instanceof Error ? error.name : 'unknown' }, 'zalo: a picture could not be fetched')
      return undefined
    }
  }
}

/** The address as it may be asked: one of Zalo's own, always encrypted. Undefined for any other, wherever it leads. */
export function photoAddress(ref: string, { openapi }: Pick<ZaloRoots, 'openapi'>): string | undefined {
  const url = URL.canParse(ref) ? new URL(ref) : undefined
  if (url?.username !== '' || url.password !== '') return undefined
  const root = new URL(openapi)
  if (root.origin !== official && url.origin === root.origin) return url.href
  if (!hosts.test(url.hostname) || url.port !== '' || !/^https?:$/.test(url.protocol)) return undefined
  return url.href.replace(/^http:/, 'https:')
}
