import type { Dispatcher, Pool } from 'undici'

/** One call on its way. It ends once: by its answer, by a break, by its deadline, or because the caller gives up. */
export class Call implements Dispatcher.DispatchHandler {
  #resolve!: (answer: unknown) => void
  #reject!: (error: NoAnswer) => void
  #ended = false
  #written = false
  #status = 0
  #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | undefined
  readonly #timer: NodeJS.Timeout
  readonly #signal: AbortSignal | undefined
  readonly #onAbort = () => this.#giveUp('given up by the caller')

  constructor(seconds: number, signal: AbortSignal | undefined) {
    this.#timer = setTimeout(() => this.#giveUp(`no answer within ${seconds} s`), seconds * 1000)
    this.#signal = signal
    signal?.addEventListener('abort', this.#onAbort)
  }

  /** Resolves with the answer of Telegram as it is, also when it is a refusal; rejects with `NoAnswer`. Called once. */
  answer(pool: Pool, request: Dispatcher.DispatchOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      if (this.#signal?.aborted) this.#onAbort()
      else pool.dispatch(request, this)
    })
  }

  // Called with a connection at hand, right before the first byte is written; a second time would be a second message.
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#ended || this.#written) {
      controller.abort(new Error('not written'))
      return
    }
    this.#written = true
    this.#controller = controller
  }

  onResponseStart(_: unknown, status: number): void {
    this.#status = status
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const answer = answerIn(Buffer.concat(this.#chunks).toString())
    const passedOn = this.#status < 300 || this.#status >= 500
    if (answer) this.#end(() => this.#resolve(answer))
    else this.#fail(`HTTP ${this.#status} without an answer of Telegram`, passedOn)
  }

  onResponseError(_: unknown, error: Error): void {
    this.#fail(reasonOf(error), this.#written)
  }

  #giveUp(reason: string): void {
    this.#fail(reason, this.#written)
    this.#controller?.abort(new Error(reason))
  }

  #fail(reason: string, mayHaveArrived: boolean): void {
    this.#end(() => this.#reject(new NoAnswer(reason, mayHaveArrived)))
  }

  #end(settle: () => void): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onAbort)
    settle()
  }
}

/** A call that brought no answer of Telegram. Never holds the token. */
export class NoAnswer extends Error {
  /** False when Telegram surely did nothing: not a byte was written, or somebody on the way refused the call. */
  readonly mayHaveArrived: boolean

  constructor(reason: string, mayHaveArrived: boolean) {
    super(reason)
    this.name = 'NoAnswer'
    this.mayHaveArrived = mayHaveArrived
  }
}

// What the Bot API promises of every answer: https://core.telegram.org/bots/api#making-requests
function answerIn(text: string): object | undefined {
  try {
    const answer = JSON.parse(text)
    const refused = answer.ok === false && typeof answer.error_code === 'number'
    return answer.ok === true || refused ? answer : undefined
  } catch {
    return undefined
  }
}

// An error over several addresses of one name says nothing itself.
function reasonOf(error: Error & { code?: string; errors?: Error[] }): string {
  if (error.errors && error.errors.length > 0) return error.errors.map(reasonOf).join('; ')
  return `${error.code ?? error.name}: ${error.message}`
}
