import type { CostClass, Outbound, Say } from '../../ports/channel.ts'
import type { Faces, Learnt } from './faces.ts'
import { failure, type ZaloFailure } from './failure.ts'
import type { ZaloMessage } from './message.ts'
import type { Payloads } from './payload.ts'
import { render, withButtons } from './render.ts'
import { ownFailure, type PartDeps, sendPart } from './send-part.ts'

/** What sending needs. */
export interface SendDeps extends PartDeps {
  say: Say
  faces: Faces
  payloads: Payloads
  /** How long one message may take altogether, in seconds. */
  seconds: number
  cardPicture?: string | undefined
}

/** How a send ended, and what each of its parts was charged to. */
export type ZaloSendResult =
  | { ok: true; messageId: string; costs: CostClass[] }
  | { ok: false; error: ZaloFailure; costs?: CostClass[] }

/**
 * Makes the function that sends one message. A long one goes out in parts; when a later part fails for now, the next try goes on there.
 * Buttons that Zalo refuses are written the other way, and then left out in favour of a numbered list, for the same message at once.
 */
export function makeSend(deps: SendDeps) {
  return async (out: Outbound): Promise<ZaloSendResult> => {
    if (!/^\d{1,20}$/.test(out.address)) {
      return { ok: false, error: failure('not_found', { detail: 'the address is no user id' }) }
    }
    const deadline = AbortSignal.timeout(deps.seconds * 1000)
    const late = AbortSignal.timeout((deps.seconds * 1000) / 2)
    return sendInForms(deps, { out, deadline, late }).catch(ownFailure)
  }
}

interface Sending {
  out: Outbound
  deadline: AbortSignal
  /** From then on no further part begins: it would be broken off in the middle. The next try goes on there. */
  late: AbortSignal
}

/** Buttons are written with a `template_type` or without it. */
const formsOfButtons = 2

async function sendInForms(deps: SendDeps, sending: Sending): Promise<ZaloSendResult> {
  const learnt = await deps.faces.known()
  const forms: Learnt[] = [learnt, { ...learnt, typed: !learnt.typed }, { ...learnt, buttons: 'rejected' }]
  let from = 0
  const costs: CostClass[] = []
  for (const [tried, form] of forms.entries()) {
    const result = await sendParts(deps, sending, { form, from })
    costs.push(...(result.costs ?? []))
    if (!('refusedAt' in result)) {
      if (result.ok) await learn(deps, { out: sending.out, form, tried })
      return { ...result, costs }
    }
    from = result.refusedAt
  }
  throw new Error('a message without buttons was refused for its buttons')
}

/** Zalo does not take this part in this form; it was not sent, those before it were. */
interface FormRefused {
  refusedAt: number
  costs: CostClass[]
}

async function sendParts(
  deps: SendDeps,
  { out, deadline, late }: Sending,
  { form, from }: { form: Learnt; from: number },
): Promise<ZaloSendResult | FormRefused> {
  const drawn = drawnFor(deps, out, form)
  if (!drawn.ok) return { ok: false, error: failure('content', { detail: drawn.problem }) }
  const costs: CostClass[] = []
  let messageId = ''
  for (const [part, message] of drawn.messages.entries()) {
    if (part < from) continue
    if (part > 0 && late.aborted)
      return { ok: false, error: failure('unreachable', { detail: `slow: part ${part} waits` }), costs }
    const about = { deliveryId: out.deliveryId, part, parts: drawn.messages.length, message, deadline, late }
    const got = await sendPart(deps, { ...about, address: out.address })
    const refused = !got.ok && isFormRefused(got.error)
    if (refused && hasButtons(message)) return { refusedAt: part, costs }
    // The text before the card says that a number may be typed as well.
    if (refused && isCard(message)) await deps.faces.refused('card')
    else if (!got.ok) return { ok: false, error: got.error, costs }
    else {
      costs.push(got.data.cost)
      messageId = got.data.messageId
    }
  }
  return { ok: true, messageId, costs }
}

function drawnFor(deps: SendDeps, { message, lang, address }: Outbound, form: Learnt) {
  const drawn = render(message, {
    say: (words) => deps.say(words, lang),
    learnt: form,
    payload: (token) => deps.payloads.write(token, address),
    cardPicture: deps.cardPicture,
  })
  if (!drawn.ok) return drawn
  const messages: ZaloMessage[] = drawn.texts.map((text, i) =>
    i === drawn.texts.length - 1 ? withButtons(text, { buttons: drawn.buttons, typed: form.typed }) : { text },
  )
  return { ok: true as const, messages: drawn.card ? [...messages, drawn.card] : messages }
}

/** "Message type is invalid" and "<field> is invalid": said of buttons and cards that an Official Account may not send. */
function isFormRefused({ code, platformCode }: ZaloFailure): boolean {
  return code === 'content' && (platformCode === -233 || platformCode === -201)
}

function hasButtons(message: ZaloMessage): boolean {
  return 'text' in message && message.attachment !== undefined
}

function isCard(message: ZaloMessage): boolean {
  return !('text' in message)
}

// What went out is out, whatever becomes of this.
async function learn(
  deps: SendDeps,
  { out, form, tried }: { out: Outbound; form: Learnt; tried: number },
): Promise<void> {
  const drawn = drawnFor(deps, out, form)
  if (!drawn.ok) return
  try {
    if (tried === formsOfButtons) await deps.faces.refused('buttons')
    if (drawn.messages.some(hasButtons)) {
      await deps.faces.written(form.typed)
      await deps.faces.shown('buttons')
    }
    if (drawn.messages.some(isCard)) await deps.faces.shown('card')
  } catch (error) {
    deps.log.error({ error: String(error) }, 'zalo: what was learnt of buttons was not kept')
  }
}
