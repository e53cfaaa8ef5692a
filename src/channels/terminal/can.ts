import type { Can } from '../fit.ts'

/** A terminal has no buttons: choices are numbered lines, and the number or the label is typed. Nothing is too long for it. */
export const can: Can = {
  buttons: 0,
  buttonLabel: Number.POSITIVE_INFINITY,
  tokenBytes: Number.POSITIVE_INFINITY,
  listRows: 0,
  text: Number.POSITIVE_INFINITY,
}
