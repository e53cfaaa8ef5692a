/** In whose name reminders go out: the officer of the commune, the leader of the group, or the office alone. */
export const signers = ['officer', 'leader', 'office'] as const

/** One of `signers`. */
export type SignedBy = (typeof signers)[number]

/** The officer whom the households of a commune know: which member of staff it is, and the name as it is signed. */
export interface CommuneOfficer {
  staffId: string
  name: string
}

/** How an office signs, with its officers by the id of their commune. */
export interface Signing {
  by: SignedBy
  officers: Readonly<Record<string, CommuneOfficer>>
}

/** Longest name as it is signed, in characters. */
export const longestSignedName = 40

/** How an office signs that has set nothing: by its officers, and where none is known by itself. */
export const usualSigning: Signing = { by: 'officer', officers: {} }

/** Reads how an office signs from where it is kept. What cannot be read is as in `usualSigning`. */
export function readSigning(kept: unknown): Signing {
  const { by, officers } = (kept ?? {}) as { by?: unknown; officers?: unknown }
  const named = Object.entries((officers ?? {}) as Record<string, unknown>).flatMap(([communeId, officer]) => {
    const { staffId, name } = (officer ?? {}) as Partial<Record<keyof CommuneOfficer, unknown>>
    const whole = typeof staffId === 'string' && typeof name === 'string' && name !== ''
    return whole && /^\d{1,9}$/.test(communeId) ? [[communeId, { staffId, name }] as const] : []
  })
  return { by: signers.find((one) => one === by) ?? usualSigning.by, officers: Object.fromEntries(named) }
}

/** The setting in which an office's signing is kept. */
export function signingSetting(officeId: number): string {
  return `office.${officeId}.signing`
}
