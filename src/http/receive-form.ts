/** How much of a form is taken in, in bytes, and how long it may take to come. */
export interface Receiving {
  maxBytes: number
  ms: number
}

/** The fields of a form, or why there are none: it is too large, took too long, or is none. */
export type Received = { fields: Record<string, unknown> } | 'too_large' | 'late' | 'broken'

/** Reads a form of some megabytes as it comes in. What is too much or too slow is let go of at once, whatever length it said it had. */
export async function receiveForm(request: Request, { maxBytes, ms }: Receiving): Promise<Received> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return 'too_large'
  const reader = request.body?.getReader()
  if (!reader) return 'broken'
  const timer = { end: () => {} }
  const over = new Promise<'late'>((resolve) => {
    const running = setTimeout(() => resolve('late'), ms)
    timer.end = () => clearTimeout(running)
  })
  try {
    const body = await bytesOf(reader, { maxBytes, over })
    if (typeof body === 'string') void reader.cancel().catch(() => {})
    return typeof body === 'string' ? body : await formOf(request, body)
  } finally {
    timer.end()
  }
}

async function bytesOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { maxBytes, over }: { maxBytes: number; over: Promise<'late'> },
): Promise<Buffer | 'too_large' | 'late' | 'broken'> {
  const chunks: Uint8Array[] = []
  for (let size = 0; ; ) {
    const next = await Promise.race([reader.read().catch(() => 'broken' as const), over])
    if (typeof next === 'string') return next
    if (next.done) return Buffer.concat(chunks, size)
    size += next.value.length
    if (size > maxBytes) return 'too_large'
    chunks.push(next.value)
  }
}

async function formOf(request: Request, body: Buffer): Promise<Received> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined)
  return form ? { fields: Object.fromEntries(form) } : 'broken'
}
