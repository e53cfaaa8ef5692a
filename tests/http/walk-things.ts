import { readBankPart } from '../../src/domain/bank-part.ts'
import { addDays, dayOf } from '../../src/domain/day.ts'
import { bankPart } from '../e2e/desk.ts'
import type { ConsoleWorld, Visitor } from '../support/console-world.ts'
import { csvOf, handedIn, loanRows, work } from './import-things.ts'

/** What the address of a page names. */
export type Thing = keyof ReturnType<typeof thingsOf>

/** Where a thing belongs. */
export interface Place {
  officeId: number
  communeId: number
  groupId: number
  /** Somebody of that office who may write announcements there. */
  author: Visitor
}

let counter = 0

const onePoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** How each thing is made: a fresh one at a place, with its id. */
export function thingsOf(world: ConsoleWorld) {
  const { store, database, clock } = world
  const household = ({ communeId, groupId }: Place) =>
    world.household({ name: 'Trần Thị Hoà', phone: '0912345678', communeId, groupId, programmes: ['poor'] })
  const application = async (place: Place) => {
    const householdId = await household(place)
    const accountId = await world.account({ householdId })
    const { officeId, communeId } = place
    return world.application({ accountId, householdId, officeId, communeId, key: `walk${++counter}` })
  }
  const draft = async ({ author }: Place) => {
    const text = { sender: 'Phòng giao dịch', title: 'Lịch', body: 'Phiên tháng 12 vẫn mở.' }
    const kept = await world.post('/console/announcements/new', { ...text, whom: 'everybody' }, author)
    return kept.to?.split('/').at(-1) ?? ''
  }
  const staff = ({ officeId, communeId }: Place) => world.staff('officer', { officeId, communeId })
  const disaster = ({ officeId, communeId }: Place) => {
    const today = dayOf(clock.now())
    const days = { since: today, reviewOn: addDays(today, 30), at: clock.now() }
    const about = { kind: 'storm' as const, name: 'Bão số 3', reason: 'Nhiều nhà tốc mái' }
    return store.disasters.start({ ...about, ...days, officeId, communeIds: [communeId], by: 'walk' })
  }
  return {
    household,
    /** A list of one household, compared with the register: it waits for somebody to decide. */
    importFile: async ({ officeId, communeId }: Place) => {
      const commune = await database.prisma.commune.findUniqueOrThrow({ where: { id: communeId } })
      const row = { customer_id: `9${++counter}`, household_head: 'Trần Thị Mới', commune_code: commune.code }
      return handedIn(world, { kind: 'households', bytes: csvOf([row]), officeId, communeId })
    },
    /** A household that allowed reminders on paper. */
    consented: async (place: Place) => {
      const id = await household(place)
      const paper = { purposes: 'reminders', day: '2026-11-02', paper: 'Giấy số 1' }
      const kept = await world.post(`/console/people/${id}/paper-consent`, paper, place.author)
      if (kept.status !== 303) throw new Error(`no consent was kept: ${kept.status}`)
      return id
    },
    /** One whose only row names a commune that nobody knows. */
    refusedFile: async ({ officeId, communeId }: Place) =>
      handedIn(world, {
        ...{ kind: 'households', officeId, communeId },
        bytes: csvOf([{ customer_id: '1', household_head: 'Trần Thị Mới', commune_code: 'none' }]),
      }),
    /** A list of loans of which most owe ten times what they owed: it is held. */
    heldFile: async ({ officeId, communeId }: Place) => {
      const commune = await database.prisma.commune.findUniqueOrThrow({ where: { id: communeId } })
      const loans = (owed: number, count: number) => csvOf(loanRows({ count, owed, communeCode: commune.code }))
      const before = await handedIn(world, { kind: 'loans', bytes: loans(1_000_000, 40), officeId })
      const choice = { acceptJumps: true, closeGone: false, skipBadRows: false, by: 's' }
      await store.importFiles.move(before, { from: ['compared'], to: 'applying', at: clock.now(), choice })
      await work(world, before)
      return handedIn(world, { kind: 'loans', bytes: loans(10_000_000, 39), officeId })
    },
    application,
    /** Decided, with all figures: its notice can be printed. */
    approved: async (place: Place) => {
      const id = await application(place)
      const read = readBankPart(bankPart, dayOf(clock.now()))
      if (!read.ok) throw new Error('the figures of the test cannot be read')
      await store.applications.complete(id, { ...read.part }, clock.now())
      const move = { event: 'approve', from: 'submitted', to: 'approved', actorKind: 'staff', actorId: 'walk' } as const
      await store.applications.move(id, { ...move, at: clock.now() })
      return id
    },
    /** A difficulty with a loan, which everybody at the place may see. */
    case: async (place: Place) => {
      const householdId = await household(place)
      const accountId = await world.account({ householdId })
      const [loan] = await database.prisma.loan.findMany({ where: { householdId: BigInt(householdId) } })
      const { officeId, communeId } = place
      const { code } = await store.cases.open({
        ...{ kind: 'difficulty', householdId, accountId, officeId, communeId, routedTo: 'commune_chair', text: 'x' },
        ...{ loanId: loan?.id.toString() ?? '', at: clock.now(), dueAt: clock.now() },
      })
      return (await database.prisma.case.findUniqueOrThrow({ where: { code } })).id.toString()
    },
    /** A text that its office sends often. */
    reply: async ({ officeId }: Place) => {
      const text = { title: `Hẹn ${++counter}`, text: 'Chào {name}' }
      return (await store.cannedReplies.keep(officeId, { ...text, by: 'walk', at: clock.now() })) ?? ''
    },
    /** A loan that is overdue, and so was not reminded of that day. */
    unreminded: async (place: Place) => {
      const householdId = BigInt(await household(place))
      const today = dayOf(clock.now())
      const nextDueDate = new Date(addDays(today, -40))
      await database.prisma.loan.updateMany({
        where: { householdId },
        data: { nextDueDate, overdue: 2_000_000n, status: 'overdue' },
      })
      const { id } = await database.prisma.loan.findFirstOrThrow({ where: { householdId } })
      const skip = { loanId: BigInt(id), kind: 'interest', dueDate: nextDueDate, reason: 'overdue' }
      await database.prisma.reminderSkip.create({ data: { ...skip, day: new Date(today) } })
      return String(id)
    },
    group: async ({ groupId }: Place) => String(groupId),
    /** A transaction point where a group meets, on New Year too: a person has to decide about that. */
    point: async ({ communeId, groupId }: Place) => {
      const place = { code: `WALK${++counter}`, name: `Điểm giao dịch ${counter}`, address: 'Nhà văn hóa thôn' }
      const { id } = await database.prisma.transactionPoint.create({ data: { ...place, communeId, dayOfMonth: 1 } })
      await database.prisma.savingsCreditGroup.update({
        where: { id: groupId },
        data: { pointId: id, collectionDay: 28 },
      })
      return String(id)
    },
    /** Two texts that run against each other. A kind runs once, so that an earlier one is stopped. */
    comparison: async ({ officeId }: Place) => {
      const at = clock.now()
      for (const { id } of await store.comparisons.running(officeId))
        await store.comparisons.stop({ id, officeId, at, by: 'walk' })
      const wordings = { a: { by: 'officer', appeal: 'none' }, b: { by: 'office', appeal: 'help' } } as const
      return (
        (await store.comparisons.start({ officeId, kind: 'soon', wordings, startedAt: at, startedBy: 'walk' })) ?? ''
      )
    },
    commune: async ({ communeId }: Place) => String(communeId),
    hamlet: async ({ communeId }: Place) =>
      String((await database.prisma.hamlet.create({ data: { communeId, name: `Thôn ${++counter}` } })).id),
    disaster,
    /** What a household there reported. */
    loss: async (place: Place) => {
      const householdId = await household(place)
      const accountId = await world.account({ householdId })
      const { officeId, communeId } = place
      const { id: caseId } = await store.cases.open({
        ...{ kind: 'disaster', householdId, accountId, officeId, communeId, routedTo: 'officer', text: 'x' },
        ...{ alsoTo: 'commune_chair', at: clock.now(), dueAt: clock.now() },
      })
      const items = [{ kind: 'crop' as const, item: 'lúa', quantity: '3 sào', amount: 6_000_000 }]
      const told = { items, happenedOn: dayOf(clock.now()), place: 'thôn Trác', hurt: true, photoIds: [] }
      const which = { disasterId: await disaster(place), householdId, accountId, caseId }
      return (await store.losses.keep({ ...which, ...told, at: clock.now() })).id
    },
    /** A link for the chair of the place. */
    chairLink: ({ communeId }: Place) => {
      const at = clock.now()
      const token = `walk-link-${++counter}`
      return store.chairLinks.issue({ communeId, token, by: 'walk', at, expiresAt: new Date(at.getTime() + 9e8) })
    },
    draft,
    /** A draft with a picture: one point, as a PNG. */
    pictured: async (place: Place) => {
      const id = await draft(place)
      const token = `walk-picture-${++counter}`
      const address = `http://loa.test/picture/${token}`
      const photo = { mime: 'image/jpeg' as const, width: 1, height: 1, bytes: onePoint, token, address }
      await store.announcementPictures.keep(id, { alt: 'Sơ đồ', writer: 'walk', at: clock.now(), photo })
      return id
    },
    /** An announcement of somebody else that waits to be approved, with a warning and a second text. */
    waiting: async ({ officeId }: Place) => {
      const text = { sender: 'Phòng giao dịch', title: 'Lịch', body: 'Bà con đến ngay hôm nay, {name}.', source: '' }
      const of = { officeId, authorId: 'walk', otherBody: 'Mời bà con đến.', audience: { everybody: true } as const }
      const id = await store.announcements.create({ ...text, ...of, at: clock.now() })
      await store.announcements.step(id, { from: ['draft'], to: 'waiting' })
      return id
    },
    sent: async (place: Place) => {
      await world.account({ householdId: await household(place) })
      const id = await draft(place)
      const decided = { by: 'walk', at: clock.now() }
      await store.announcements.step(id, { from: ['draft'], to: 'approved', decided })
      await world.post(`/console/announcements/${id}/send`, {}, place.author)
      return id
    },
    staff: async (place: Place) => (await staff(place)).id,
    equipped: async (place: Place) => {
      const member = await staff(place)
      await world.setUpSecondFactor(await world.enter(member))
      return member.id
    },
    /** A link by which somebody sets a new password. */
    offer: async (place: Place) => {
      const token = `walk-offer-${++counter}`
      const expiresAt = new Date(clock.now().getTime() + 86_400_000)
      await store.staff.offerNewPassword({ staffId: (await staff(place)).id, token, expiresAt })
      return token
    },
    invitation: async ({ officeId }: Place) => {
      const token = `walk-invitation-${++counter}`
      const expiresAt = new Date(clock.now().getTime() + 86_400_000)
      await store.staff.invite({ email: `walk${counter}@example.vn`, role: 'officer', officeId, token, expiresAt })
      return token
    },
  }
}
