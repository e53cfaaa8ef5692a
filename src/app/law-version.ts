import { createHash } from 'node:crypto'
import { type ProgrammeId, programmes } from '../policy/index.ts'

/**
 * The version of the law by which a request was weighed: twelve hex digits over every dated figure, condition and source of the
 * programme as they stand in this build. Whoever asks later whether the same text was applied compares two of them.
 */
export function lawVersion(id: ProgrammeId): string {
  const known =
    versions.get(id) ?? createHash('sha256').update(JSON.stringify(programmes[id])).digest('hex').slice(0, 12)
  versions.set(id, known)
  return known
}

const versions = new Map<ProgrammeId, string>()
