import type { Message, Words } from '../conversation/words.ts'
import type { PhotoProblem } from '../domain/photo.ts'
import type { RegisteredTemplate } from '../domain/template.ts'
import type { Way } from '../domain/zalo-window.ts'

/** The names of the ways to a person. */
export type ChannelId = 'telegram' | 'zalo' | 'web' | 'terminal'

/** One thing that came in, in our own terms. `updateId` is the platform's own id: with the channel it is unique, so that a repeat is ignored. */
export interface Inbound {
  channel: ChannelId
  updateId: string
  /** The account's id on the channel, as text: some are longer than a number holds. */
  address: string
  at: Date
  /** The person's language as the platform reports it, where it does. */
  lang?: string
  /** The name the account shows. Shown to staff, never trusted. */
  name?: string
  what: InboundKind
}

/**
 * What came in. A `photo` is one that the platform holds, or one that our own page took: kept already under that id, or not usable.
 * A `contact` is only reported as `own` when the platform proves that it is the sender's. An `agent` is nobody outside:
 * a colleague of the bank wrote to this person by hand, in the platform's own console. `text` is empty where it was a picture or a file;
 * `by` is the platform's id of the colleague, where it names one. With `withdrawn` the platform reports that the person wants what is
 * kept of them deleted.
 */
export type InboundKind =
  | { kind: 'text'; text: string }
  | { kind: 'tap'; token: string }
  | { kind: 'start'; payload?: string }
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'blocked' }
  | { kind: 'unblocked' }
  | { kind: 'withdrawn' }
  | { kind: 'photo'; photo: PhotoRef | { kept: string } | { problem: PhotoProblem } }
  | { kind: 'unsupported' }
  | { kind: 'agent'; text: string; by?: string }

/** A picture that the platform still holds: by this it can be fetched, for as long as the platform says. */
export interface PhotoRef {
  ref: string
}

/** What is sent to one account. `lang` is the reader's, `also` holds nothing that the message does not already say. */
export interface Outbound {
  address: string
  lang: string
  message: Message
  /** The delivery's own id: a channel that keeps what it shows may store it, so that nothing shows twice. */
  deliveryId: string
  /** The way that was chosen, on a channel with several. Without one it is an ordinary message of the talk. */
  passage?: Passage
}

/** A way to a person that is open now, and what it needs. */
export interface Passage {
  way: Exclude<Way, 'other_channel'>
  /** The registered text to fill, for both ways of that kind. */
  template?: RegisteredTemplate
  /** Where it goes, for `template_by_phone`. */
  phone?: string
}

/**
 * What a part of a message was charged to, as the platform named it. `package`: a message of the monthly quota, or one bought or given
 * before. `unknown`: nothing was named, which means the wallet after the free hours and nothing within them. `unseen`: it arrived, and
 * the answer that names it was lost. `before`: an earlier try sent it, and was charged.
 */
export type CostClass = 'free' | 'package' | 'template' | 'unknown' | 'unseen' | 'before'

/** How a send ended. `costs` has one for each part that went out, where the channel may cost something. */
export type SendResult =
  | { ok: true; messageId: string; costs?: CostClass[] }
  | { ok: false; error: SendError; costs?: CostClass[] }

/** A failure of the world: may it be tried again, whose fault is it, what do staff read. */
export interface SendError {
  /** One of the dozen names in `channels/errors.ts`. */
  code: SendErrorCode
  /** `never`: final. `later`: not sent, try again. A number: not sent, try again after that many seconds. `unknown`: nobody can tell whether it arrived. */
  retry: 'never' | 'later' | 'unknown' | { afterSeconds: number }
  /** True where nothing was sent at this try: what may have arrived did so at an earlier one. */
  unsent?: true
  /** True when we have to change something: then the whole mailing pauses instead of failing row by row. */
  ours: boolean
  /** What staff read about it. */
  staff: Words
  /** The new address of a chat that has `moved`, where the platform names it: what is sent there is sent for the first time. */
  movedTo?: string
  /** What the platform said, for the log. Never holds a secret. */
  detail?: string
}

/** The names of the errors of the world, the same on every channel. */
export type SendErrorCode =
  | 'blocked'
  | 'deactivated'
  | 'not_found'
  | 'not_started'
  | 'moved'
  | 'too_many'
  | 'content'
  | 'unauthorized'
  | 'conflict'
  | 'refused'
  | 'unreachable'
  | 'uncertain'

/** Says words in a language: key and fillers become text. */
export type Say = (words: Words, lang: string) => string

/** One way to a person. The folder of a channel offers this and nothing else. */
export interface Channel {
  id: ChannelId
  /** True where the way to a person may be shut or cost something: then one is chosen before each message. */
  hasWays?: true
  /** Sends one message. Never throws for a failure of the world: it is a value. */
  send(out: Outbound): Promise<SendResult>
  /** The bytes of a picture that somebody sent here; undefined where it cannot be had: gone, too large, or not from the platform. Never throws. */
  fetchPhoto?(ref: string, mostBytes: number): Promise<Uint8Array | undefined>
  /** Opens what the channel needs to receive (polling, a listener). `receive` stores and returns once stored. */
  start?(receive: (inbound: Inbound[]) => Promise<void>): Promise<void>
  /** Stops receiving; resolves when nothing more comes in. */
  stop?(): Promise<void>
  /** Looks after what the channel rests on, in every process that sends or receives. Returns what ends that. */
  tend?(): () => Promise<void>
  /** What keeps it from working at the moment, or undefined when all is well. */
  trouble?(): SendError | undefined
  /**
   * An address that opens the talk here, with the code in it where addresses of the channel can carry one; else the code is typed.
   * An empty code gives the way alone. Undefined while the channel does not know its own name.
   */
  entrance?(code: string): string | undefined
  /** Reads a webhook request, or says why it is refused. Mounted by http under `/webhooks/<id>`. */
  webhook?(request: WebhookRequest): Promise<WebhookReading>
}

/** A request of a platform, raw: signatures are computed over the bytes. */
export interface WebhookRequest {
  headers: (name: string) => string | undefined
  body: string
  at: Date
}

/** What a webhook request turned out to be. */
export type WebhookReading = { ok: true; inbound: Inbound[] } | { ok: false; status: 400 | 401; reason: string }
