import type { PaidTo } from '../domain/paid-claim.ts'
import type {
  Instalment,
  NewPromise,
  PaymentClaim,
  PaymentPromise,
  PromiseFigures,
  PromiseState,
  Promises,
} from '../ports/promises.ts'
import { type PaymentClaim as ClaimRow, Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'
import { settlePromises } from './settle-promises.ts'

/** Promises and claims about payments, kept in PostgreSQL: the unique key on loan and due date is what keeps a promise single. */
export function prismaPromises(db: Db, seal: Seal): Promises {
  return {
    keep: (promises) => keep(db, promises),
    withdraw: async (instalments, at) => {
      await db.$executeRaw`
        UPDATE payment_promise p SET state = 'withdrawn', settled_at = ${at} FROM ${given(instalments)}
        WHERE (p.loan_id, p.due_date) = (new."loanId", new."dueDate") AND p.state = 'open'`
    },
    settle: (at) => settlePromises(db, at),
    ofHousehold: async (householdId, limit) => {
      const where = { householdId: key(householdId) }
      const rows = await db.paymentPromise.findMany({ where, orderBy: { id: 'desc' }, take: limit })
      return rows.map(promiseOf)
    },
    claim: async ({ householdId, accountId, loanIds, to, name, paidOn, receipt, caseId, at }) => {
      const ids = { householdId: key(householdId), accountId: key(accountId), loanIds: loanIds.map(key) }
      const said = { paidTo: to, nameSealed: name === undefined ? null : seal.seal(name), receipt }
      const rest = {
        paidOn: paidOn === undefined ? null : columnOf(paidOn),
        caseId: caseId === undefined ? null : key(caseId),
        at,
      }
      await db.paymentClaim.create({ data: { ...ids, ...said, ...rest } })
    },
    claimsOf: async (householdId, limit) => {
      const where = { householdId: key(householdId) }
      const rows = await db.paymentClaim.findMany({ where, orderBy: { id: 'desc' }, take: limit })
      return rows.map((row) => claimOf(row, seal))
    },
    figures: (of) => figures(db, of),
  }
}

function given(instalments: readonly Instalment[]): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(instalments)}::jsonb) AS new("loanId" bigint, "dueDate" date)`
}

/** What was promised last counts, and begins anew; a day that was named stays until another one is. */
async function keep(db: Db, promises: readonly NewPromise[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO payment_promise AS kept (loan_id, household_id, office_id, account_id, due_date, kind, day, named, made_at)
    SELECT l.id, l.household_id, c.office_id, new."accountId", new."dueDate", new.kind, new.day, new.named, new.at
    FROM jsonb_to_recordset(${JSON.stringify(promises)}::jsonb)
      AS new("loanId" bigint, "dueDate" date, kind text, "accountId" bigint, day date, named boolean, at timestamptz)
    JOIN loan l ON l.id = new."loanId" JOIN household h ON h.id = l.household_id JOIN commune c ON c.id = h.commune_id
    ORDER BY l.id
    ON CONFLICT (loan_id, due_date) DO UPDATE SET account_id = excluded.account_id, kind = excluded.kind, day = excluded.day,
      named = excluded.named, made_at = excluded.made_at, state = 'open', settled_at = NULL
    WHERE excluded.named OR NOT kept.named OR kept.state <> 'open'`
}

type Row = Prisma.PaymentPromiseGetPayload<object>

function instalmentOf({ loanId, dueDate }: Row): Instalment {
  return { loanId: loanId.toString(), dueDate: dayFrom(dueDate) }
}

function promiseOf(row: Row): PaymentPromise {
  return {
    ...instalmentOf(row),
    householdId: row.householdId.toString(),
    day: dayFrom(row.day),
    named: row.named,
    state: row.state as PromiseState,
    at: row.madeAt,
    ...(row.settledAt === null ? {} : { settledAt: row.settledAt }),
  }
}

function claimOf(row: ClaimRow, seal: Seal): PaymentClaim {
  return {
    id: row.id.toString(),
    householdId: row.householdId.toString(),
    accountId: row.accountId.toString(),
    loanIds: row.loanIds.map(String),
    to: row.paidTo as PaidTo,
    ...(row.nameSealed === null ? {} : { name: seal.open(row.nameSealed) }),
    ...(row.paidOn === null ? {} : { paidOn: dayFrom(row.paidOn) }),
    receipt: row.receipt as PaymentClaim['receipt'],
    ...(row.caseId === null ? {} : { caseId: row.caseId.toString() }),
    at: row.at,
  }
}

/** Months are those of Viet Nam. */
async function figures(
  db: Db,
  { officeIds, from, until }: Parameters<Promises['figures']>[0],
): Promise<PromiseFigures[]> {
  const within = officeIds === undefined ? Prisma.sql`TRUE` : Prisma.sql`office_id = ANY(${[...officeIds]}::int[])`
  const rows = await db.$queryRaw<
    { office: number; month: Date; made: bigint; kept: bigint; broken: bigint; open: bigint }[]
  >`
    SELECT office_id AS office, date_trunc('month', made_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month, count(*) AS made,
      count(*) FILTER (WHERE state = 'kept') AS kept, count(*) FILTER (WHERE state = 'broken') AS broken,
      count(*) FILTER (WHERE state = 'open') AS open
    FROM payment_promise
    WHERE ${within} AND state <> 'withdrawn'
      AND to_char(made_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') BETWEEN ${from} AND ${until}
    GROUP BY 1, 2 ORDER BY 2, 1`
  return rows.map((row) => ({
    officeId: row.office,
    month: dayFrom(row.month).slice(0, 7),
    made: Number(row.made),
    kept: Number(row.kept),
    broken: Number(row.broken),
    open: Number(row.open),
  }))
}
