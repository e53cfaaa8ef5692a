import type { Inbound, InboundKind } from '../../ports/channel.ts'
import type { ZaloEvent } from './event.ts'
import type { Payloads } from './payload.ts'

/**
 * An event in our own terms, or undefined where nothing comes of it. A press is a text that carries a payload drawn for this person.
 * A number in a form counts as one that was typed: Zalo does not vouch for it. An echo is taken for a colleague's: whoever knows ours
 * does not ask.
 */
export function inboundOf({ id, address, at, what }: ZaloEvent, payloads: Payloads): Inbound | undefined {
  const kind = kindOf(what, (text) => payloads.read(text, address))
  return kind && { channel: 'zalo', updateId: id, address, at, what: kind }
}

function kindOf(what: ZaloEvent['what'], pressed: (text: string) => string | undefined): InboundKind | undefined {
  switch (what.kind) {
    case 'text': {
      const token = pressed(what.text)
      return token === undefined ? { kind: 'text', text: what.text } : { kind: 'tap', token }
    }
    case 'form':
      return what.phone === undefined ? undefined : { kind: 'text', text: asDialled(what.phone) }
    case 'follow':
      return { kind: 'start' }
    case 'unfollow':
      return { kind: 'blocked' }
    case 'withdrawn':
      return { kind: 'withdrawn' }
    case 'attachment': {
      const { kind, url } = what.attachment
      return kind === 'image' && url !== undefined ? { kind: 'photo', photo: { ref: url } } : { kind: 'unsupported' }
    }
    case 'location':
      return { kind: 'unsupported' }
    case 'echo':
      return { kind: 'agent', text: what.text, ...(what.adminId === undefined ? {} : { by: what.adminId }) }
    default:
      return undefined
  }
}

function asDialled(phone: string): string {
  return phone.replace(/^84(?=\d{9}$)/, '0')
}
