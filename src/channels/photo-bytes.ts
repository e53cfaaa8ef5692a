/** A file of a platform: where it lies, and what is too much. */
export interface PhotoAddress {
  url: string
  mostBytes: number
  seconds: number
  /** Ends the fetching before its time. */
  signal?: AbortSignal
}

/**
 * Fetches a file. It is read only up to the limit, whatever length was announced, and no redirection is followed: that could lead anywhere.
 * Undefined for everything that is not the file. Throws where the platform cannot be reached or takes too long.
 */
export async function photoBytes({ url, mostBytes, seconds, signal }: PhotoAddress): Promise<Uint8Array | undefined> {
  const deadline = AbortSignal.timeout(seconds * 1000)
  const response = await fetch(url, {
    redirect: 'manual',
    signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
  })
  if (response.status !== 200 || !response.body || Number(response.headers.get('content-length') ?? 0) > mostBytes) {
    await response.body?.cancel()
    return undefined
  }
  return upTo(mostBytes, response.body)
}

async function upTo(most: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    // Leaving the loop cancels the rest.
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
