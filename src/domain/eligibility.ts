/** The answer to "may this household borrow?". Public names, see `loa check --schema`. */
export type Verdict = 'eligible' | 'ineligible' | 'needs_info' | 'ask_officer' | 'not_in_force'

/**
 * How one condition stands for one household.
 * `unknown`: a deciding fact was not given. `unsettled`: the facts are there, but the law or our knowledge of it leaves the answer to the office.
 * `presumed`: not given, and taken as it nearly always is until somebody says otherwise (an adult is capable; the group is joined on the way).
 */
export type Standing = 'met' | 'unmet' | 'unknown' | 'unsettled' | 'presumed'

/** Joins how the conditions stand into one verdict: what is broken outweighs what is unknown, and that outweighs what is unsettled. */
export function joinVerdict(standings: readonly Standing[]): Verdict {
  if (standings.includes('unmet')) return 'ineligible'
  if (standings.includes('unknown')) return 'needs_info'
  if (standings.includes('unsettled')) return 'ask_officer'
  return 'eligible'
}

/** True, false, or null for whatever is not known to be either: the public form of a standing. */
export function metOf(standing: Standing): boolean | null {
  if (standing === 'met') return true
  return standing === 'unmet' ? false : null
}

/** Whether one of several ways is enough: the best of them counts, and an open way outweighs a closed one. */
export function anyOf(standings: readonly Standing[]): Standing {
  const best: Standing[] = ['met', 'unknown', 'unsettled', 'presumed']
  return best.find((s) => standings.includes(s)) ?? 'unmet'
}
