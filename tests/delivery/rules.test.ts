import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../../src/ports/accounts.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaConsents } from '../../src/store/consents.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { announceTo, type DeliveryBench, deliveryBench, failing, hello } from './bench.ts'

let bench: DeliveryBench
beforeEach(async () => {
  bench = await deliveryBench()
})
afterEach(() => bench.close())

const row = async (id?: string) => {
  const where = id === undefined ? {} : { mailingId: BigInt(id) }
  const { state, errorCode, notBefore } = await bench.database.prisma.delivery.findFirstOrThrow({ where })
  return { state, errorCode, notBefore }
}
const at = (time: string) => {
  bench.now = new Date(`${time}+07:00`)
}

describe('opting out', () => {
  it.each([
    ['consent was withdrawn', withdraw, { state: 'skipped', errorCode: 'no_consent' }],
    ['the account has blocked us', status('blocked'), { state: 'blocked', errorCode: 'blocked' }],
    ['the account is gone', status('gone'), { state: 'blocked', errorCode: 'deactivated' }],
  ] as const)('nothing leaves when %s meanwhile', async (_, change, ends) => {
    const account = await bench.account()
    await announceTo(bench, [account])
    await change(account)
    await bench.send(1, 2)
    expect(bench.arrived).toHaveLength(0)
    expect(await row()).toMatchObject(ends)
  })

  it('somebody who stopped announcements is still answered', async () => {
    const account = await bench.account()
    await withdraw(account)
    await prismaOutbox(bench.database.prisma).write(account, hello, { lane: 0, at: bench.now })
    await bench.send(0)
    expect(bench.arrived).toHaveLength(1)
  })

  async function withdraw(account: Account): Promise<void> {
    await prismaConsents(bench.database.prisma).withdraw(account.id, ['announcements'], bench.now)
  }

  function status(to: 'blocked' | 'gone') {
    return (account: Account) => prismaAccounts(bench.database.prisma).setStatus(account.id, to)
  }
})

describe('standing', () => {
  it('sends nothing of a paused mailing, and goes on when it runs again', async () => {
    await announceTo(bench, await bench.accounts(3))
    await bench.database.prisma.mailing.updateMany({ data: { status: 'paused' } })
    expect(await bench.send(1, 2)).toBe(0)
    await bench.database.prisma.mailing.updateMany({ data: { status: 'running' } })
    expect(await bench.send(1, 2)).toBe(3)
  })

  it('stops within a stretch: what is paused or cancelled in the middle is left at the next intent', async () => {
    await announceTo(bench, await bench.accounts(150))
    bench.deps.rates.web = 100_000
    bench.answer = () => {
      void bench.database.prisma.mailing.updateMany({ data: { status: 'paused' } }).then(() => {})
      return undefined
    }
    const { intend } = bench.deps.ledger
    bench.deps.ledger.intend = async (held, now) => {
      if (bench.arrived.length > 0) await bench.database.prisma.mailing.updateMany({ data: { status: 'paused' } })
      return intend(held, now)
    }
    await bench.send(1, 2)
    expect(bench.arrived).toHaveLength(50)
    expect(await bench.states()).toEqual({ sent: 50, pending: 100 })
  })

  it.each([
    ['until its end', 0, { state: 'sent', errorCode: null }],
    ['and not after it', 1, { state: 'skipped', errorCode: 'expired' }],
  ])('goes out %s', async (_, seconds, ends) => {
    await announceTo(bench, [await bench.account()])
    await bench.database.prisma.mailing.updateMany({ data: { notAfter: bench.now } })
    bench.forward(seconds)
    await bench.send(2)
    expect(await row()).toMatchObject(ends)
  })
})

describe('quiet hours of the office', () => {
  it.each([
    ['06:59:59', 0],
    ['07:00:00', 1],
    ['19:59:59', 1],
    ['20:00:00', 0],
    ['23:30:00', 0],
  ])('at %s, %i of one may leave', async (time, count) => {
    const account = await bench.account()
    const id = await announceTo(bench, [account])
    await ofOffice(id)
    at(`2026-11-16T${time}`)
    expect(await bench.send(1, 2)).toBe(count)
    expect((await row()).state).toBe(count === 1 ? 'sent' : 'pending')
  })

  it('begin in the middle of a stretch as well', async () => {
    const id = await announceTo(bench, await bench.accounts(150))
    await ofOffice(id)
    at('2026-11-16T19:59:59')
    bench.answer = () => {
      at('2026-11-16T20:00:00')
      return undefined
    }
    await bench.send(1, 2)
    expect(bench.arrived.length).toBeLessThan(150)
    const sent = bench.arrived.length
    expect(await bench.states()).toEqual({ sent, pending: 150 - sent })
    at('2026-11-17T07:00:00')
    bench.answer = () => undefined
    await bench.send(1, 2)
    expect(await bench.states()).toEqual({ sent: 150 })
  })

  it('hold no reply', async () => {
    const account = await bench.account()
    at('2026-11-16T23:00:00')
    await prismaOutbox(bench.database.prisma).write(account, hello, { lane: 0, at: bench.now })
    expect(await bench.send(0)).toBe(1)
  })
})

describe('how often', () => {
  it('one account gets three announcements on a day, the fourth on the next morning', async () => {
    const account = await bench.account()
    at('2026-11-16T10:00:00')
    for (let i = 0; i < 3; i++) {
      await announceTo(bench, [account])
      bench.forward(2)
      expect(await bench.send(2)).toBe(1)
    }
    const fourth = await announceTo(bench, [account])
    await bench.send(2)
    const morning = new Date('2026-11-17T07:00:00+07:00')
    expect(await row(fourth)).toEqual({ state: 'retry', errorCode: 'too_often', notBefore: morning })
    at('2026-11-17T07:00:00')
    await bench.send(2)
    expect(await row(fourth)).toMatchObject({ state: 'sent', errorCode: null })
  })

  it('counts all accounts of a household, and as the office says', async () => {
    const householdId = await household({ announcementsPerDay: 1, quietUntil: 8 })
    const [one, other, stranger] = await bench.accounts(3)
    for (const a of [one!, other!]) await link(a, householdId)
    at('2026-11-16T10:00:00')
    await announceTo(bench, [one!])
    await bench.send(2)
    const second = await announceTo(bench, [other!])
    const third = await announceTo(bench, [stranger!])
    for (const id of [second, third]) await ofOffice(id)
    await bench.send(2)
    expect(await row(second)).toMatchObject({
      errorCode: 'too_often',
      notBefore: new Date('2026-11-17T08:00:00+07:00'),
    })
    expect(await row(third)).toMatchObject({ state: 'sent' })
  })

  it.each([
    [999, { state: 'retry', errorCode: 'too_soon' }],
    [1_000, { state: 'sent', errorCode: null }],
  ])('two in one chat are a second apart: after %i ms', async (ms, ends) => {
    const account = await bench.account()
    await announceTo(bench, [account])
    await bench.send(2)
    bench.now = new Date(bench.now.getTime() + ms)
    const second = await announceTo(bench, [account])
    await bench.send(2)
    expect(await row(second)).toMatchObject(ends)
    bench.forward(1)
    await bench.send(2)
    expect(await row(second)).toMatchObject({ state: 'sent' })
  })
})

/** An office takes figures of 35 days. */
const [oldest, tooOld] = [new Date('2026-10-12'), new Date('2026-10-11')]

describe('reminders', () => {
  it.each([
    ['nothing changed', async () => {}, { state: 'sent' }],
    ['it was paid', (id: bigint) => change(id, { interestDue: 0n, nextPrincipal: null }), gone('no_longer_due')],
    [
      'the next instalment is due',
      (id: bigint) => change(id, { nextDueDate: new Date('2027-01-20') }),
      gone('no_longer_due'),
    ],
    ['the loan is frozen', (id: bigint) => change(id, { status: 'frozen' }), gone('no_longer_due')],
    ['it is one dong more', (id: bigint) => change(id, { nextPrincipal: 6n }), gone('figures_changed')],
    ['its interest is one dong less', (id: bigint) => change(id, { interestDue: 4n }), gone('figures_changed')],
    ['its figures are of the oldest day', (id: bigint) => change(id, { asOf: oldest }), { state: 'sent' }],
    ['its figures are a day too old', (id: bigint) => change(id, { asOf: tooOld }), gone('stale_figures')],
    ['something was paid after the day of its figures', (id: bigint) => pays(id, {}), gone('paid_since')],
    ['something was paid on that very day', (id: bigint) => pays(id, { paidOn: '2026-11-15' }), { state: 'sent' }],
    ['only savings were put in since', (id: bigint) => pays(id, { principal: 0n, deposit: 9n }), { state: 'sent' }],
    ['its commune stands still since that day', () => pause({ since: '2026-11-16' }), gone('paused')],
    ['its commune stands still from the next day on', () => pause({ since: '2026-11-17' }), { state: 'sent' }],
    [
      'its commune stands still until that day',
      () => pause({ since: '2026-11-01', until: '2026-11-16' }),
      gone('paused'),
    ],
    [
      'its commune stood still until the day before',
      () => pause({ since: '2026-11-01', until: '2026-11-15' }),
      { state: 'sent' },
    ],
    [
      'another loan of the message was paid',
      () => addLine({ interestDue: 0n, nextPrincipal: null }),
      gone('no_longer_due'),
    ],
    ['another loan of the message has other amounts', () => addLine({ nextPrincipal: 9n }), gone('figures_changed')],
    ['another loan of the message is as it was', () => addLine({}), { state: 'sent' }],
    ['interest alone was named, and is paid', (id: bigint) => interestAlone(id, 0n), gone('no_longer_due')],
    ['interest alone was named, and is another', (id: bigint) => interestAlone(id, 6n), gone('figures_changed')],
    [
      'interest alone was named, and the principal has gone on',
      (id: bigint) => interestAlone(id, 5n),
      { state: 'sent' },
    ],
    ['the account was unlinked', unlink, gone('not_linked')],
    ['the account is another household’s', relink, gone('not_linked')],
  ] as const)('when %s', async (_, meanwhile, ends) => {
    const { loanId } = await remind()
    await meanwhile(loanId)
    await bench.send(1)
    expect(await row()).toMatchObject(ends)
  })

  it.each([
    ['has said nothing, it comes once more', false, { state: 'sent' }],
    ['has spoken, it is held', true, { state: 'uncertain', errorCode: 'spoken_since' }],
  ])('one that may have arrived waits ten minutes; who %s', async (_, speaks, ends) => {
    const { account } = await remind()
    bench.answer = () => failing('uncertain', 'unknown')
    await bench.send(1)
    bench.answer = () => undefined
    bench.forward(1)
    if (speaks) await prismaAccounts(bench.database.prisma).arrive({ ...account, at: bench.now })
    bench.forward(598)
    expect(await bench.send(1)).toBe(0)
    bench.forward(1)
    await bench.send(1)
    expect(await row()).toMatchObject(ends)
  })

  async function remind(): Promise<{ loanId: bigint; account: Account }> {
    const { prisma } = bench.database
    const account = await bench.account()
    const householdId = await household()
    await link(account, householdId)
    const { communeId } = await prisma.household.findUniqueOrThrow({ where: { id: householdId } })
    const day = new Date('2026-11-20')
    const loan = await prisma.loan.create({
      data: {
        loanCode: 'L1',
        householdId,
        communeId,
        programme: 'poor',
        principal: 10n,
        outstanding: 10n,
        overdue: 0n,
        disbursedOn: day,
        finalDueDate: day,
        ratePct: 6.6,
        overdueRatePct: 8.58,
        interestDue: 5n,
        nextPrincipal: 5n,
        nextDueDate: day,
        asOf: day,
        status: 'normal',
      },
    })
    const outbox = prismaOutbox(prisma)
    const { id: officeId } = await prisma.transactionOffice.findFirstOrThrow()
    const mailing = { kind: 'reminder', lane: 1, onUncertain: 'resend', officeId, at: bench.now } as const
    const mailingId = await outbox.openMailing(mailing)
    const deliveryId = await outbox.write(account, hello, { lane: 1, mailingId, at: bench.now })
    const named = { namedPrincipal: 5n, namedInterest: 5n }
    const said = { loanId: loan.id, dueDate: day, sessionDay: day, kind: 'soon', plannedAt: bench.now, ...named }
    await prisma.reminder.create({ data: { ...said, accountId: BigInt(account.id), deliveryId: BigInt(deliveryId!) } })
    await outbox.seal(mailingId)
    return { loanId: loan.id, account }
  }

  async function pause({ since, until }: { since: string; until?: string }): Promise<void> {
    const { prisma } = bench.database
    const { communeId } = await prisma.loan.findFirstOrThrow()
    const days = { since: new Date(since), until: until ? new Date(until) : null }
    await prisma.reminderPause.create({ data: { communeId, ...days } })
  }

  /** A second loan in the message, of which it named five and five, and what has become of it. */
  async function addLine(now: object): Promise<void> {
    const { prisma } = bench.database
    const { id: _, ...loan } = await prisma.loan.findFirstOrThrow()
    const second = await prisma.loan.create({ data: { ...loan, loanCode: 'L2', ...now } })
    const { id: __, ...line } = await prisma.reminder.findFirstOrThrow()
    await prisma.reminder.create({ data: { ...line, loanId: second.id } })
  }

  async function interestAlone(id: bigint, interestDue: bigint): Promise<void> {
    await bench.database.prisma.reminder.updateMany({ data: { namedPrincipal: 0n, dueDate: new Date('2026-11-01') } })
    await change(id, { interestDue, nextDueDate: new Date('2027-11-20') })
  }

  function gone(errorCode: string) {
    return { state: 'skipped', errorCode }
  }

  async function change(id: bigint, data: object): Promise<void> {
    await bench.database.prisma.loan.update({ where: { id }, data })
  }

  /** The figures are of the fifteenth. */
  async function pays(
    loanId: bigint,
    { paidOn = '2026-11-16', ...of }: { paidOn?: string; principal?: bigint; deposit?: bigint },
  ): Promise<void> {
    const { prisma } = bench.database
    await prisma.loan.update({ where: { id: loanId }, data: { asOf: new Date('2026-11-15') } })
    const amounts = { principal: 1n, interest: 0n, deposit: 0n, ...of }
    const days = { paidOn: new Date(paidOn), asOf: new Date(paidOn), importedAt: new Date(paidOn) }
    await prisma.payment.create({ data: { paymentCode: `P${loanId}`, loanId, ...amounts, ...days } })
  }

  async function unlink(): Promise<void> {
    await bench.database.prisma.channelAccount.updateMany({ data: { householdId: null } })
  }

  async function relink(): Promise<void> {
    const { prisma } = bench.database
    const { communeId } = await prisma.household.findFirstOrThrow()
    const other = await prisma.household.create({
      data: { customerId: '2', headName: 'B', headNameFolded: 'b', communeId },
    })
    await prisma.channelAccount.updateMany({ data: { householdId: other.id } })
  }
})

async function household(office: { announcementsPerDay?: number; quietUntil?: number } = {}): Promise<bigint> {
  const { prisma } = bench.database
  const province = await prisma.province.create({ data: { code: '37', name: 'P' } })
  const { id: officeId } = await prisma.transactionOffice.create({
    data: { code: 'O', name: 'O', phone: '1', provinceId: province.id, ...office },
  })
  const commune = await prisma.commune.create({ data: { code: 'C', name: 'C', kind: 'phuong', officeId } })
  const data = { customerId: '1', headName: 'A', headNameFolded: 'a', communeId: commune.id }
  return (await prisma.household.create({ data })).id
}

async function link({ id }: Account, householdId: bigint): Promise<void> {
  await bench.database.prisma.channelAccount.update({ where: { id: BigInt(id) }, data: { householdId } })
}

/** Makes a mailing that of the office, which is made with the usual hours where there is none. */
async function ofOffice(mailingId: string): Promise<void> {
  const { prisma } = bench.database
  if ((await prisma.transactionOffice.count()) === 0) await household()
  const { id: officeId } = await prisma.transactionOffice.findFirstOrThrow()
  await prisma.mailing.update({ where: { id: BigInt(mailingId) }, data: { officeId } })
}
