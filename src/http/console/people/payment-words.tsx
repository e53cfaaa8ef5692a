import type { Filler } from '../../../conversation/words.ts'
import { routesOf } from '../../../domain/case.ts'
import type { PaymentClaim, PaymentPromise } from '../../../ports/promises.ts'
import type { StaffMember } from '../../../ports/staff.ts'
import type { Store } from '../../../ports/store.ts'
import { Table, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** So many of each are shown: what is older is told by the cases that came of it. */
const shown = 10

/** What a household said of payments, as one reader may see it. */
export interface SaidOfPayments {
  promises: PaymentPromise[]
  claims: PaymentClaim[]
}

/** Promises and claims of a household. What a claim says against somebody is read by those only who handle the case that came of it. */
export async function saidOfPayments(
  { promises, cases }: Pick<Store, 'promises' | 'cases'>,
  { role }: StaffMember,
  householdId: string,
): Promise<SaidOfPayments> {
  const routes = routesOf(role)
  const seen: PaymentClaim[] = []
  for (const claim of await promises.claimsOf(householdId, shown)) {
    const found = claim.caseId === undefined ? undefined : await cases.find(claim.caseId)
    if (!found || routes.includes(found.routedTo)) seen.push(claim)
  }
  return { promises: await promises.ofHousehold(householdId, shown), claims: seen }
}

/** A table of them; nothing where nothing was said. */
export function PaymentWords({ ui, said }: { ui: Ui; said: SaidOfPayments }) {
  const say = (key: string, fillers?: Record<string, Filler>) =>
    ui.say({ key: `payment-words:${key}`, ...(fillers ? { with: fillers } : {}) })
  if (said.promises.length + said.claims.length === 0) return null
  return (
    <section>
      <h2>{say('title')}</h2>
      <Table
        columns={[say('column.said'), say('column.on'), say('column.state')]}
        rows={[
          ...said.promises.map(({ day, state, at }) => [
            say('promise', { day: { day } }),
            ui.moment(at),
            <Tag tone={toneOf[state]}>{say(`state.${state}`)}</Tag>,
          ]),
          ...said.claims.map((claim) => [say('claim', claimWords(claim)), ui.moment(claim.at), caseOf(ui, say, claim)]),
        ]}
      />
    </section>
  )
}

const toneOf = { open: 'wait', kept: 'good', broken: 'bad', withdrawn: 'calm' } as const

function claimWords({ to, name, paidOn, receipt }: PaymentClaim): Record<string, Filler> {
  const option = (node: string, id: string): Filler => ({ words: { key: `flows/paid-claim:${node}.options.${id}` } })
  return {
    to: name === undefined ? option('to', to) : { list: [option('to', to), name] },
    day: paidOn === undefined ? { words: { key: 'flows/paid-claim:no_day' } } : { day: paidOn },
    receipt: option('receipt', receipt),
  }
}

function caseOf(ui: Ui, say: (key: string) => string, { caseId }: PaymentClaim) {
  if (caseId === undefined) return say('noted')
  return <a href={`/console/cases/${caseId}`}>{ui.say({ key: 'cases:kinds.payment' })}</a>
}
