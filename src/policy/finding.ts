import { type Citation, type Dated, inForce } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import { anyOf, type Standing } from '../domain/eligibility.ts'
import type { FactName, Facts } from './facts.ts'
import type { SaidFiller } from './said.ts'

/** Who vouches for a condition here: whose paper or word the bank relies on. */
export type Certifier = 'commune' | 'school' | 'police' | 'group' | 'bank' | 'employer'

/** One condition of a programme: a name, who certifies it, and how it stands for these facts on that day. */
export interface Rule {
  /** Stable snake_case; the sentences stand in `policy:rules.<id>`. */
  id: string
  certifier: Certifier
  weigh(facts: Facts, day: Day): Finding
}

/** How a condition stands, and where it is written. */
export interface Finding {
  standing: Standing
  cite: Citation
  /** The facts that would settle it, when it is unknown. */
  missing?: readonly FactName[]
  /** The sentence, where the standing has several: `policy:rules.<id>.<say>`. Absent: the sentence of the standing. */
  say?: string
  /** Figures for the sentence. */
  with?: Record<string, SaidFiller>
}

/** The condition holds. */
export function met(cite: Citation, fillers?: Record<string, SaidFiller>): Finding {
  return finding('met', cite, fillers)
}

/** The condition is broken. */
export function unmet(cite: Citation, fillers?: Record<string, SaidFiller>): Finding {
  return finding('unmet', cite, fillers)
}

/** The office decides: the law, or what we know of it, does not settle this case. */
export function unsettled(cite: Citation, fillers?: Record<string, SaidFiller>): Finding {
  return finding('unsettled', cite, fillers)
}

/** Not given, and taken to hold until somebody says otherwise. */
export function presumed(cite: Citation, fillers?: Record<string, SaidFiller>): Finding {
  return finding('presumed', cite, fillers)
}

/** The same finding in another sentence of its rule. */
export function saying(say: string, { standing, cite, missing, with: fillers }: Finding): Finding {
  const found: Finding = { standing, cite, say }
  if (missing !== undefined) found.missing = missing
  if (fillers !== undefined) found.with = fillers
  return found
}

/** One of these facts decides, and is not given. */
export function unknown(cite: Citation, missing: readonly FactName[]): Finding {
  return { standing: 'unknown', cite, missing }
}

/** Holds when true, is broken when not. */
export function holds(value: boolean, cite: Citation, fillers?: Record<string, SaidFiller>): Finding {
  return value ? met(cite, fillers) : unmet(cite, fillers)
}

/** What the law says of one thing on a day. */
export interface Law<T> {
  value: T
  cite: Citation
  day: Day
}

/** Weighs by the value in force. Where none is, the condition is unsettled: no neighbour of a gap answers for it. */
export function byLaw<T>(dated: Dated<T>, weigh: (facts: Facts, law: Law<T>) => Finding): Rule['weigh'] {
  return (facts, day) => {
    const period = inForce(dated, day)
    return period === undefined
      ? unsettled(dated[0].cite)
      : weigh(facts, { value: period.value, cite: period.cite, day })
  }
}

/** One way is enough. The finding of the best way, with the missing facts of all ways that are still open. */
export function firstOf(ways: readonly [Finding, ...Finding[]]): Finding {
  const standing = anyOf(ways.map((w) => w.standing))
  const best = ways.find((w) => w.standing === standing) ?? ways[0]
  if (standing !== 'unknown') return best
  return { ...best, missing: [...new Set(ways.flatMap((w) => w.missing ?? []))] }
}

function finding(standing: Standing, cite: Citation, fillers?: Record<string, SaidFiller>): Finding {
  return fillers === undefined ? { standing, cite } : { standing, cite, with: fillers }
}
