import type { Part, Words } from '../../conversation/words.ts'
import type { CaseSubject } from '../../domain/case.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { type ClaimDoubt, type Claimed, claimDoubts, namesLeader, paidTo } from '../../domain/paid-claim.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import type { paidClaim } from '../../flows/paid-claim.ts'
import { caseOwners } from '../case-words.ts'
import { isStaffName } from '../collector.ts'
import { householdOf } from '../given.ts'
import { type HandedOver, handOver } from '../hand-over.ts'
import { type Scene, say } from '../scene.ts'
import { toldLoans } from '../told-loans.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** What the household says is put on record; where it may have lost money, somebody who cannot be the one that took it looks at it. */
export const paidClaimEndings: EndingsOf<typeof paidClaim> = { claimed }

type Answered = { to: string; whom: string; paid_on: string; receipt: Claimed['receipt'] }

async function claimed({ scene, turn }: EndPlace<Answered>): Promise<Ended> {
  const told = await toldLoans(scene, turn.saved.given)
  const household = await householdOf(scene)
  if (!told || !household) return { parts: [say('common:old_button')], next: { flow: 'menu' } }
  const said = saidIn(turn, household.group?.leaderName ?? '')
  const doubts = claimDoubts(said)
  const loanIds = [...new Set(told.instalments.map(({ loanId }) => loanId))]
  const handed = doubts.length === 0 ? undefined : await lookInto(scene, said, loanIds)
  const { leader: _, ...kept } = said
  const claim = { ...kept, householdId: household.id, accountId: scene.account.id, loanIds, at: scene.now }
  await scene.tx.promises.claim({ ...claim, ...(handed ? { caseId: handed.id } : {}) })
  return {
    parts: partsOf(doubts, said, handed),
    note: { key: 'flows/paid-claim:note' },
    ...(handed ? { change: (talk) => ({ ...talk, caseId: handed.id }) } : {}),
  }
}

interface Said extends Claimed {
  name?: string
  paidOn?: Day
  /** True where the leader of the group took it, by their name too. */
  leader: boolean
}

function saidIn({ saved, answers }: EndPlace<Answered>['turn'], leaderName: string): Said {
  const { given } = saved
  const said = String(given.to ?? answers.to ?? 'other')
  const to = paidTo.find((way) => way === said) ?? 'other'
  const name = answers.whom ?? given.name ?? (to === said ? undefined : said)
  const paidOn = given.paidOn ?? answers.paid_on
  const leader = to === 'leader' || (typeof name === 'string' && namesLeader(name, leaderName))
  return {
    to: leader ? 'leader' : to,
    receipt: answers.receipt ?? 'unsure',
    leader,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof paidOn === 'string' && paidOn !== '' ? { paidOn: paidOn as Day } : {}),
  }
}

/** Whoever may have taken the money does not look into it: the leader never does, and what went to somebody of the bank is the director's. */
async function lookInto(scene: Scene, said: Said, loanIds: readonly string[]): Promise<HandedOver> {
  const { to, name, paidOn, receipt } = said
  const option = (node: string, id: string): Words => ({ key: `flows/paid-claim:${node}.options.${id}` })
  const whom = { words: option('to', to) }
  const fillers = {
    to: name === undefined ? whom : { list: [whom, name] },
    day: paidOn === undefined ? { words: { key: 'flows/paid-claim:no_day' } } : { day: paidOn },
    receipt: { words: option('receipt', receipt) },
  }
  const [only, ...more] = loanIds
  return handOver(scene, {
    ...{ kind: 'payment', about: await accusedBy(scene, said), by: 'bot' },
    text: scene.language.say({ key: 'flows/paid-claim:case_text', with: fillers }, 'vi'),
    ...(only !== undefined && more.length === 0 ? { loanId: only } : {}),
  })
}

async function accusedBy(scene: Scene, { to, name, leader }: Said): Promise<CaseSubject> {
  if (leader) return 'leader'
  return to === 'point' || (await isStaffName(scene, name ?? '')) ? 'officer' : 'repayment'
}

function partsOf(doubts: readonly ClaimDoubt[], { leader }: Said, handed: HandedOver | undefined): Part[] {
  if (!handed) return [say('flows/paid-claim:fine')]
  const { code, dueAt } = handed
  const promise = { code, hour: closingHour, day: { day: dayOf(dueAt) }, to: caseOwners({ ...handed, level: 0 }) }
  return [
    ...doubts.map((doubt) => say(`flows/paid-claim:${doubt}`)),
    say('flows/paid-claim:case', promise),
    ...(leader ? [say('flows/paid-claim:apart')] : []),
  ]
}
