/** Something that a person sent which is more than text. Addresses of files may end soon; they are never opened by themselves. */
export interface Attachment {
  kind: 'image' | 'gif' | 'sticker' | 'file' | 'audio' | 'video' | 'link' | 'business_card'
  url?: string
  /** The name of a file. */
  name?: string
}

/** What happened, as far as Loa wants to know. */
export type ZaloHappening =
  | { kind: 'text'; text: string }
  | { kind: 'attachment'; attachment: Attachment; text?: string }
  /** In degrees, as Zalo writes them. */
  | { kind: 'location'; latitude: number; longitude: number }
  | { kind: 'follow' }
  | { kind: 'unfollow' }
  /** A form that was filled in. The number is the person's word, as one that is typed. */
  | { kind: 'form'; phone?: string; name?: string }
  /** The account's own message: ours, or one that a person of the bank (`adminId`) wrote in Zalo's console. */
  | { kind: 'echo'; messageId: string; text: string; adminId?: string }
  /** `trackingId` where it was a template by phone. */
  | { kind: 'delivered'; messageId: string; trackingId?: string }
  | { kind: 'seen'; messageIds: string[] }
  /** The person takes back what they allowed the app to know: what is kept of them has to go. */
  | { kind: 'withdrawn' }
  /** One that needs nothing, or that nobody has heard of yet. */
  | { kind: 'other' }

/** One event of the webhook. */
export interface ZaloEvent {
  /** Zalo's name for it, such as `user_send_text`. */
  name: string
  /** The same for every repeat of it, and for nothing else. */
  id: string
  /** The person's id for this account, as text. */
  address: string
  at: Date
  what: ZaloHappening
}
