/** The only source of time. A test or the demo gives its own. */
export interface Clock {
  now(): Date
}
