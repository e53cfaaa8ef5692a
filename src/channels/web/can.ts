import type { Can } from '../fit.ts'

/** What the web chat can show: it is our own page, so every limit here is ours. */
export const can: Can = {
  // All options are drawn as buttons; the page scrolls.
  buttons: Number.POSITIVE_INFINITY,
  // A long label wraps.
  buttonLabel: Number.POSITIVE_INFINITY,
  // The token travels in a form field.
  tokenBytes: Number.POSITIVE_INFINITY,
  // Buttons are enough.
  listRows: 0,
  // One message is one note on the page, whatever its length.
  text: Number.POSITIVE_INFINITY,
}
