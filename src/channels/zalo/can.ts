import type { Can } from '../fit.ts'

/** What Zalo can show. Numbers are those of its documentation as of 2026, where nothing else is said. */
export const can: Can = {
  // At most 5 buttons on a message with text.
  buttons: 5,
  // Title of a button, at most 100 characters.
  buttonLabel: 100,
  // Payload of oa.query.hide, at most 1000 characters; what namespace and seal of a button take is left free.
  tokenBytes: 900,
  // A list of its own exists for articles only.
  listRows: 0,
  // Zalo says 2000 and not how it counts. Ours stays below, in code points of composed letters.
  text: 1_900,
}

/** Title and text of the card that asks for a phone number, in characters. */
export const infoCard = { title: 100, subtitle: 500 } as const

/** Longest `tracking_id` of a template by phone, in characters. */
export const trackingIdLength = 48

/** What may be uploaded: most bytes, and the kinds of file as their first bytes say it. An id is good for seven days. */
export const uploads = {
  image: { bytes: 1_000_000, days: 7 },
  gif: { bytes: 5_000_000, days: 7 },
  file: { bytes: 5_000_000, days: 7 },
} as const

/** How long sending one message may take altogether, in seconds: below the lease of a delivery. */
export const sendSeconds = 15

/** How long one request may take, in seconds: so that after a lost answer there is time to look whether the message arrived. */
export const requestSeconds = 8

/** How long whoever looks at the page of the channels waits for Zalo, in seconds. */
export const askSeconds = 4

/** How long an exchange of tokens may take, in seconds: longer than a message, since a lost answer costs the consent. */
export const exchangeSeconds = 20

/** Hours of an access token's 25 after which it is exchanged ahead of its end. */
export const freshHours = 20

/** How many messages of a talk Zalo shows at once. */
export const conversationPage = 10
