/** The two texts of a trial. */
export const arms = ['a', 'b'] as const

/** One of `arms`. */
export type Arm = (typeof arms)[number]

/**
 * Which text a household reads in a trial: always the same one, half of all households each, and in another trial drawn anew. An FNV hash
 * of both names, mixed once more so that neighbouring numbers do not fall on one side.
 */
export function stableArm(trial: string, householdId: string): Arm {
  let hash = 0x811c9dc5
  for (const char of `${trial}:${householdId}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) & 1) === 0 ? 'a' : 'b'
}
