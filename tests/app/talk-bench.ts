import { type ReceiveDeps, receiveMessages } from '../../src/app/receive-messages.ts'
import { tokenOf } from '../../src/conversation/token.ts'
import type { Option } from '../../src/conversation/words.ts'
import { sendWaiting } from '../../src/delivery/send.ts'
import { photoReader } from '../../src/files/read-photo.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Channel, InboundKind, Outbound } from '../../src/ports/channel.ts'
import type { Store } from '../../src/ports/store.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { prismaPace } from '../../src/store/pace.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal, type Seal } from '../../src/store/seal.ts'
import { prismaStore } from '../../src/store/store.ts'
import { loadUnderstanding } from '../../src/wire/understanding.ts'
import { freshDatabase } from '../support/database.ts'

const language = loadLanguage()

/** A message as the person reads it, with what can be pressed. */
export interface Read {
  text: string
  buttons: { label: string; token: string }[]
}

/** The household side of Loa on a real database: talks go through inbox, conversation, outbox and sender. */
export interface TalkBench {
  store: Store
  database: Database
  seal: Seal
  now: Date
  failures: unknown[]
  deps: ReceiveDeps
  /** Pictures that can be fetched, by their reference. */
  files: Map<string, Uint8Array>
  /** Somebody on the web chat, or on another channel. */
  person(address: string, channel?: 'web' | 'telegram'): Person
  close(): Promise<void>
}

/** One person at the other end. Every act gives what Loa said to it. */
export interface Person {
  all: Read[]
  does(what: InboundKind, updateId?: string): Promise<string>
  types(text: string): Promise<string>
  /** Presses the newest button with that label. */
  taps(label: string): Promise<string>
  /** Goes through a list of labels and typed lines, the label first where there is one. Gives the last answer. */
  goes(...steps: string[]): Promise<string>
  /** Agrees to the welcome, with news. */
  arrives(): Promise<string>
  last(): Read
  /** Sends what waits. */
  send(): Promise<void>
}

/** Opens a bench at 08:30 on the morning of 2026-11-16 in Viet Nam. */
export async function talkBench(): Promise<TalkBench> {
  const fresh = await freshDatabase()
  const database = openPrisma(fresh.url, { poolSize: 6 })
  const seal = makeSeal(Buffer.alloc(32, 7))
  const store = prismaStore(database.prisma, seal)
  const people = new Map<string, Person>()
  const files = new Map<string, Uint8Array>()
  let updates = 0
  const channel: Channel = {
    id: 'web',
    send: async (out) => {
      people.get(out.address)?.all.push(readOf(out))
      return { ok: true, messageId: out.deliveryId }
    },
  }
  const deps: ReceiveDeps = {
    store,
    jobs: { wake: async () => {} },
    clock: { now: () => bench.now },
    language,
    understanding: loadUnderstanding(),
    photos: { fetch: async (_, ref) => files.get(ref), reader: photoReader() },
    onFailure: (error) => void bench.failures.push(error),
  }
  const send = {
    ledger: prismaLedger(database.prisma),
    pace: prismaPace(database.prisma),
    ways: store.ways,
    clock: deps.clock,
    channels: { web: channel, telegram: { ...channel, id: 'telegram' as const } },
    rates: {},
    deadlineSeconds: 15,
    onTrouble: (error: unknown) => {
      throw error
    },
    stopping: () => false,
    wait: async () => {},
  }
  const bench: TalkBench = {
    store,
    database,
    seal,
    now: new Date('2026-11-16T01:30:00Z'),
    failures: [],
    files,
    deps,
    person: (address, channel = 'web') => {
      const person: Person = {
        all: [],
        last: () => person.all.at(-1) ?? { text: '', buttons: [] },
        does: async (what, updateId) => {
          updates += 1
          bench.now = new Date(bench.now.getTime() + 1000)
          const from = person.all.length
          const sender = { channel, address }
          await store.inbox.store(
            [{ ...sender, updateId: updateId ?? String(updates), at: bench.now, what }],
            bench.now,
          )
          await receiveMessages(deps, sender)
          await sendWaiting(send, [0, 1, 2])
          return person.all
            .slice(from)
            .map((m) => m.text)
            .join('\n\n')
        },
        send: async () => {
          await sendWaiting(send, [0, 1, 2])
        },
        types: (text) => person.does({ kind: 'text', text }),
        taps: (label) => {
          const button = person.all
            .toReversed()
            .flatMap((m) => m.buttons)
            .find((b) => b.label === label)
          if (!button)
            throw new Error(
              `no button "${label}"; there are: ${person
                .last()
                .buttons.map((b) => b.label)
                .join(' | ')}`,
            )
          return person.does({ kind: 'tap', token: button.token })
        },
        goes: async (...steps) => {
          let said = ''
          for (const step of steps)
            said = person.last().buttons.some((b) => b.label === step)
              ? await person.taps(step)
              : await person.types(step)
          return said
        },
        arrives: async () => {
          await person.does({ kind: 'start' })
          return person.goes('Đồng ý', 'Có, gửi cho tôi')
        },
      }
      people.set(address, person)
      return person
    },
    close: async () => {
      await database.close()
      await fresh.drop()
    },
  }
  return bench
}

/** A bench with the small office in it. Closing it throws when an update could not be answered. */
export async function officeBench(): Promise<TalkBench> {
  const bench = await talkBench()
  const { close } = bench
  await smallOffice(bench)
  bench.close = async () => {
    await close()
    if (bench.failures.length > 0) throw new AggregateError(bench.failures, 'updates that could not be answered')
  }
  return bench
}

/** Gives a household a code on paper and links somebody new by it: a child of the house who reads of debts and knows the end of the loan's number. */
export async function linkByCode(
  { store, now }: TalkBench,
  person: Person,
  { householdId, code }: { householdId: string; code: string },
): Promise<string> {
  await store.linking.issue({ householdId, code, at: now, expiresAt: new Date(now.getTime() + 86_400_000) })
  await person.arrives()
  const asked = ['Việc khác', 'Liên kết sổ vay', 'Có mã trên giấy', code.toLowerCase()]
  return person.goes(...asked, 'Xem nợ và nhắc nợ', 'Con, cháu', '4321')
}

function readOf({ message, lang }: Outbound): Read {
  const { prompt } = message
  const say = (words: Option['label']) => language.say(words, lang)
  const options = prompt ? [...(prompt.kind === 'choice' ? prompt.options : []), ...(prompt.also ?? [])] : []
  return {
    text: [...message.parts.map((p) => say(p.words)), ...(prompt ? [say(prompt.ask)] : [])].join('\n'),
    buttons: prompt ? options.map((o) => ({ label: say(o.label), token: tokenOf(prompt, o.id) })) : [],
  }
}

/** A small office: two wards (one made of a former commune), one group with its point (sessions on the 19th), three households. */
export async function smallOffice(
  bench: TalkBench,
): Promise<{ households: bigint[]; loanId: bigint; officeId: number }> {
  const { prisma } = bench.database
  const province = await prisma.province.create({ data: { code: '37', name: 'Ninh Bình' } })
  const office = await prisma.transactionOffice.create({
    data: {
      code: 'PGD',
      name: 'Phòng giao dịch Mẫu',
      phone: '02263 000 000',
      address: 'Hòa Mạc',
      provinceId: province.id,
    },
  })
  const tienSon = await commune('13501', 'Tiên Sơn', [
    ['Tiên Ngoại', 'tien ngoai', 'xa'],
    ['Tiên Nội', 'tien noi', 'phuong'],
  ])
  const duyHa = await commune('13502', 'Duy Hà', [])
  const point = await prisma.transactionPoint.create({
    data: {
      code: 'TXN1',
      communeId: tienSon.id,
      name: 'Điểm giao dịch Tiên Sơn',
      address: 'Nhà văn hóa Tiên Ngoại',
      dayOfMonth: 19,
    },
  })
  const group = await prisma.savingsCreditGroup.create({
    data: {
      code: '0000001',
      name: 'Tổ 1',
      leaderName: 'Trần Văn Tổ',
      associationCode: 12,
      communeId: tienSon.id,
      pointId: point.id,
      transactionDay: 19,
    },
  })
  const households = [
    await household('1000000001', 'Nguyễn Thị Lành', '0912345678', tienSon.id),
    await household('1000000002', 'Trần Văn Chung', '0987654321', tienSon.id),
    await household('1000000003', 'Lê Thị Chung', '0987654321', duyHa.id),
  ]
  const loan = await prisma.loan.create({
    data: {
      loanCode: '6600000000004321',
      householdId: households[0]!,
      programme: 'clean_water',
      groupId: group.id,
      communeId: tienSon.id,
      principal: 25_000_000n,
      disbursedOn: new Date('2024-11-19'),
      finalDueDate: new Date('2029-11-19'),
      ratePct: 8.4,
      overdueRatePct: 10.92,
      outstanding: 20_000_000n,
      overdue: 0n,
      interestDue: 140_000n,
      nextDueDate: new Date('2026-11-19'),
      nextPrincipal: 5_000_000n,
      asOf: new Date('2026-11-15'),
      status: 'normal',
    },
  })
  return { households, loanId: loan.id, officeId: office.id }

  async function commune(code: string, name: string, former: [string, string, string][]) {
    const aliases = { create: former.map(([name, folded, kind]) => ({ name, folded, kind })) }
    return prisma.commune.create({ data: { code, name, kind: 'phuong', officeId: office.id, aliases } })
  }

  async function household(customerId: string, headName: string, phone: string, communeId: number): Promise<bigint> {
    const made = await prisma.household.create({
      data: {
        customerId,
        headName,
        headNameFolded: headName.toLowerCase(),
        birthYear: 1966,
        phoneSealed: bench.seal.seal(phone),
        phoneIndex: bench.seal.index(phone),
        communeId,
        groupId: group.id,
        povertyStatus: 'near_poor',
        listYear: 2026,
      },
    })
    return made.id
  }
}
