import type { Happenings } from '../happenings.ts'
import type { Agenda } from './agenda.ts'
import type { Hook } from './hook.ts'
import type { Template } from './templates.ts'
import type { Tokens } from './tokens.ts'
import type { Upload } from './uploads.ts'
import type { Choice, Gap, Variant } from './variants.ts'

/** Why Zalo says no: HTTP 200 with `error` other than 0. Without a text the usual one of the code. */
export class Refusal extends Error {
  readonly code: number

  constructor(code: number, message = '') {
    super(message)
    this.code = code
  }
}

/** Something that the emulator does not know: HTTP 501, and a violation. It never imitates an answer that nobody saw. */
export class Unknown extends Error {}

/** A button as a person sees it, with what a press does. */
export interface Button {
  label: string
  type: string
  /** What is sent when it is pressed (`oa.query.*`), or where it leads. */
  payload: string
}

/** What a message may be charged to. */
export type Cost = 'free' | 'welcome_msg' | 'sub_quota' | 'purchase_quota' | 'billed' | 'template'

/** A message as a person sees it. */
export interface Shown {
  messageId: string
  /** `oa`: a program, through the API. `agent`: a person of the bank, in the console of Zalo. */
  by: 'oa' | 'agent' | 'person'
  kind: 'text' | 'media' | 'file' | 'list' | 'form' | 'template' | 'location' | 'other'
  text: string
  buttons: Button[]
  /** The labels of all buttons. */
  labels: string[]
  /** Where a picture or a file lies, or what was uploaded. */
  media?: string
  /** The way of a template: by user id, or by phone number. */
  way?: 'id' | 'phone'
  templateId?: string
  trackingId?: string
  /** The message that this one answers. */
  quotes?: string
  reactions: string[]
  /** What the person typed without seeing it: the payload of `oa.query.hide`. */
  hidden?: true
  /** Milliseconds since 1970: when it was shown. */
  at: number
}

/** What a form brought. */
export interface Info {
  name: string
  phone: string
  address: string
  city: string
  ward: string
  birthDay: string
}

/** A person with Zalo on the phone, as the platform knows them. */
export interface Contact {
  /** The id for this OA: nineteen digits, more than a number of JavaScript holds. */
  id: string
  byApp: string
  name: string
  /** `84` and nine digits. */
  phone: string
  follower: boolean
  /** Has followed once and does so no more. */
  left: boolean
  /** The last thing that opens the 48 hours. */
  interactedAt: number | undefined
  /** Has followed and done nothing else since. */
  onlyFollowed: boolean
  welcomeLeft: number
  /** `restricts`: wants no such messages. `inactive`: banned, or away for more than 45 days. `gone`: no Zalo account any more. */
  state: 'open' | 'restricts' | 'inactive' | 'gone'
  /** Refuses templates by phone. */
  refusesTemplates: boolean
  /** Manages the app or the OA: gets what is sent in development. */
  admin: boolean
  shared: Info | undefined
  shown: Shown[]
  /** How many messages there were when the person last did something. */
  actedAt: number
  /** Up to here the person has seen everything. */
  seen: number
}

/** What the OA and its app are. */
export interface Settings {
  appId: string
  appSecret: string
  oaId: string
  oaName: string
  /** What webhooks are signed with. */
  secretKey: string
  /** The callback that was registered. */
  redirectUri: string
  /** The packages: the first two have no API. */
  package: 'basic' | 'standard' | 'growth' | 'comprehensive'
  /** What the Zalo Cloud Account holds, in dong; undefined where there is none. */
  walletDong: number | undefined
  /** Free messages a month outside the 48 hours; those of the package where undefined. */
  monthlyFree: number | undefined
  /** Bought messages that are left, for 48 hours to 7 days. */
  purchased: number
  /** Templates by phone a day. */
  dailyTemplates: number
  /** Calls a minute; that of the package where undefined. */
  perMinute: number | undefined
  /** Whether the app asks for `appsecret_proof`. */
  proof: boolean
  /** The events that the app subscribed to; all where undefined. */
  events: readonly string[] | undefined
  /** Whether a shown message is reported with `user_received_message`. */
  receipts: boolean
  /** How long the receipt of a template takes. */
  receiptMs: number
  /** The waits before an event is called out again; with the last one over, the webhook is switched off. In milliseconds. */
  retryWaitsMs: readonly number[]
  /** Where pictures and files lie that people send. */
  mediaRoot: string
}

/** Something that was charged. */
export interface Charge {
  at: number
  to: string
  cost: Cost
  dong: number
  messageId: string
}

/** A call as it came in, for exact comparison. `error` is what it got, 0 where all was well; HTTP codes where it was no answer of Zalo. */
export interface Call {
  name: string
  params: Record<string, unknown>
  at: number
  error: number | undefined
}

/** A template by phone that was taken. */
export interface PhoneSend {
  messageId: string
  phone: string
  templateId: string
  trackingId: string
  /** When it was shown; undefined while it is under way. */
  shownAt: number | undefined
}

/** Everything that the emulator knows. It holds nothing but functions and things that are changed in place. */
export interface World extends Happenings {
  settings: Settings
  variant: Variant
  now: () => number
  agenda: Agenda
  tokens: Tokens
  hook: Hook
  contacts: Map<string, Contact>
  uploads: Map<string, Upload>
  templates: Map<string, Template>
  phoneSends: PhoneSend[]
  charges: Charge[]
  calls: Call[]
  /** Whatever no correct program does: unknown paths, unknown fields, ids as numbers. */
  violations: string[]
  sentAt: number[]
  counts: { tooMany: number }
  /** What tests leaned on: `buttons=accept`, or the name of a gap. */
  relied: Set<string>
  /** A number that grows, for ids. */
  next: () => number
  nextMessageId: () => string
  /** What Zalo does where that is not sure. Whoever asks has leaned on it. */
  way: <Name extends Choice>(name: Name) => Variant[Name]
  lean: (gap: Gap) => void
}
