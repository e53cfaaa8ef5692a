import type { Api } from 'grammy'
import { photoBytes } from '../photo-bytes.ts'
import { errorOf, withoutToken } from './error-of.ts'

/** What fetching needs: the way to the Bot API, and the time that a file may take. */
export interface PhotoSource {
  api: Api
  token: string
  apiRoot: string
  seconds: number
  signal: AbortSignal
  hear: (about: object, text: string) => void
}

/**
 * The bytes of a picture by its file id: first where it lies, then the file. Telegram keeps the place for an hour and gives a bot files of
 * up to 20 MB (https://core.telegram.org/bots/api#getfile). The address holds the token, so it is never named.
 */
export function photoFetcher(source: PhotoSource): (ref: string, mostBytes: number) => Promise<Uint8Array | undefined> {
  const { api, token, seconds, signal } = source
  return async (ref, mostBytes) => {
    try {
      const { file_path: path, file_size: size = 0 } = await api.getFile(ref, signal as never)
      if (path === undefined || size > mostBytes || !/^[\w./-]+$/.test(path) || path.includes('..')) return undefined
      const url = `${source.apiRoot.replace(/\/+$/, '')}/file/bot${encodeURI(token)}/${path}`
      return await photoBytes({ url, mostBytes, seconds, signal })
    } catch (error) {
      const detail = error instanceof DOMException ? error.name : errorOf(error, token).detail
      source.hear({ detail: withoutToken(String(detail), token) }, 'telegram: a picture could not be fetched')
      return undefined
    }
  }
}
