import type { Cases } from '../ports/cases.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** A difficulty that turns out to be a wish for more time becomes one: what was asked for question by question is kept sealed. */
export function caseMoreTime(db: Db, seal: Seal): Pick<Cases, 'askMoreTime'> {
  return {
    askMoreTime: async (id, { moreTime, loanId, dueAt }) => {
      const data = {
        ...{ kind: 'more_time', dueAt, answersSealed: seal.seal(JSON.stringify(moreTime)) },
        ...(loanId === undefined ? {} : { loanId: key(loanId) }),
      }
      const where = { id: key(id), kind: 'difficulty', state: { not: 'closed' } }
      return (await db.case.updateMany({ where, data })).count === 1
    },
  }
}
