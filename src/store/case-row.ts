import type { Case } from '../ports/cases.ts'
import type { Case as Row } from './client/client.ts'

/** A row as a case. */
export function caseOf(row: Row): Case {
  return {
    id: row.id.toString(),
    code: row.code,
    kind: row.kind as Case['kind'],
    state: row.state as Case['state'],
    officeId: row.officeId,
    routedTo: row.routedTo as Case['routedTo'],
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    level: row.level,
    ...(row.alsoTo === null ? {} : { alsoTo: row.alsoTo as Case['routedTo'] }),
    ...(row.escalatedAt === null ? {} : { escalatedAt: row.escalatedAt }),
    ...(row.solvedAt === null ? {} : { solvedAt: row.solvedAt }),
    ...(row.outcome === null ? {} : { outcome: row.outcome as NonNullable<Case['outcome']> }),
    ...(row.accountId === null ? {} : { accountId: row.accountId.toString() }),
    ...(row.householdId === null ? {} : { householdId: row.householdId.toString() }),
    ...(row.loanId === null ? {} : { loanId: row.loanId.toString() }),
    ...(row.communeId === null ? {} : { communeId: row.communeId }),
    ...(row.assignedTo === null ? {} : { assignedTo: row.assignedTo }),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt }),
  }
}
