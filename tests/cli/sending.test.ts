import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { announce } from '../../src/cli/announce.ts'
import { sending } from '../../src/cli/sending.ts'
import { nobody } from '../../src/domain/audience.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'
import { commandLine, language } from './command-line.ts'

const people = 10
let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
  await sendsAlone(world)
  for (let n = 0; n < people; n++) await world.account({ householdId: await world.household({}) })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.at = now
  world.woken.length = 0
  await world.database.prisma.mailing.updateMany({ data: { status: 'done' } })
})

interface Watching {
  terminal?: boolean
  /** What happens between two looks; the last one has to end the sending. */
  meanwhile?: (() => Promise<unknown>)[]
}

/** Runs a command; gives what it wrote to standard error as well, and how long it waited between its looks. */
async function loa(args: string[], { terminal = false, meanwhile = [] }: Watching = {}) {
  const written: string[] = []
  const waits: number[] = []
  const following = {
    write: (text: string) => void written.push(text),
    terminal,
    columns: 60,
    wait: async (ms: number) => {
      waits.push(ms)
      const next = meanwhile.shift()
      if (!next) throw new Error('it is followed for ever')
      await next()
    },
  }
  const said = await commandLine(
    world,
    (program, doors) => {
      announce(program, doors, following)
      sending(program, doors, following)
    },
    args,
  )
  return { ...said, written, waits }
}

/** Sends an announcement, and gives its number and its mailing. */
async function sent(): Promise<{ id: string; mailingId: bigint }> {
  const { printed } = await loa([
    'announce',
    '--text',
    'Ngày 12.',
    '--title',
    'Lịch',
    '--audience',
    'all',
    '--yes',
    '--json',
  ])
  const { id } = JSON.parse(printed[0] ?? '')
  return { id, mailingId: BigInt((await world.store.announcements.find(id))?.mailingId ?? 0) }
}

/** Lets the next ones of a mailing end so, as a sender does that has taken their stretch. */
async function became(mailingId: bigint, count: number, data: object): Promise<void> {
  const { prisma } = world.database
  const rows = await prisma.delivery.findMany({
    where: { mailingId, state: 'pending' },
    take: count,
    orderBy: { id: 'asc' },
  })
  await prisma.chunk.updateMany({ where: { mailingId, attempts: 0 }, data: { attempts: 1 } })
  await prisma.delivery.updateMany({ where: { id: { in: rows.map((r) => r.id) } }, data })
}

async function finished(mailingId: bigint): Promise<void> {
  await became(mailingId, people, { state: 'sent', sentAt: world.clock.at })
  await world.database.prisma.chunk.updateMany({ where: { mailingId }, data: { state: 'done' } })
  await world.database.prisma.mailing.update({ where: { id: mailingId }, data: { status: 'done' } })
}

const later = (seconds: number) => {
  world.clock.at = new Date(now.getTime() + seconds * 1000)
}

describe('sending', () => {
  it('says that nothing is being sent', async () => {
    expect((await loa(['sending'])).printed).toEqual(['Không có thông báo nào đang gửi.'])
    expect((await loa(['sending', '--json'])).printed).toEqual(['[]'])
  })

  it('lists what is being sent, how far it is and when it will end', async () => {
    const { id, mailingId } = await sent()
    await became(mailingId, 3, { state: 'sent', sentAt: new Date(now.getTime() + 30_000) })
    await became(mailingId, 1, { state: 'blocked', errorCode: 'blocked' })
    later(60)
    expect((await loa(['sending'])).printed).toEqual([
      `${id}  Lịch: Đang gửi. Đã gửi 3/10, còn 6, không gửi được 1, chưa rõ 0. Từ 09:00 24/11/2026. Dự kiến gửi xong lúc 09:03 24/11/2026.`,
    ])
    const [line] = (await loa(['sending', '--json'])).printed
    expect(JSON.parse(line ?? '')).toEqual([
      {
        ...{ id, title: 'Lịch', status: 'sending', total: 10, sent: 3, toGo: 6, failed: 1, inDoubt: 0 },
        reasons: [{ state: 'blocked', code: 'blocked', count: 1 }],
        since: now.toISOString(),
        end: '2026-11-24T02:03:00.000Z',
      },
    ])
  })

  it('shows reminders that stand still because of their words, and lets them go on', async () => {
    const account = String((await world.database.prisma.channelAccount.findFirstOrThrow()).id)
    const { outbox } = world.store
    const mailingId = await outbox.openMailing({ kind: 'reminder', lane: 1, onUncertain: 'resend', at: now })
    await outbox.write({ id: account, channel: 'web' }, { parts: [] }, { lane: 1, mailingId, at: now })
    await outbox.seal(mailingId)
    expect((await loa(['sending'])).printed).toEqual(['Không có thông báo nào đang gửi.'])
    expect((await loa(['sending', 'resume', 'reminders'])).failed).toContain('no reminders stand still')
    const where = { id: BigInt(mailingId) }
    await world.database.prisma.mailing.update({ where, data: { status: 'paused', pauseReason: 'content' } })
    expect((await loa(['sending'])).printed[0]).toContain('Tin nhắc trả nợ: 1 tin đang đứng lại từ 09:00 24/11/2026.')
    expect(JSON.parse((await loa(['sending', '--json'])).printed[0] ?? '')).toEqual([
      { id: 'reminders', status: 'paused', toGo: 1, since: now.toISOString(), reasons: [{ code: 'content' }] },
    ])
    expect((await loa(['sending', 'resume', 'reminders'])).printed).toEqual(['Tin nhắc trả nợ được gửi tiếp.'])
    expect(await world.database.prisma.mailing.findUnique({ where })).toMatchObject({ status: 'running' })
    expect(world.woken.at(-1)).toEqual({ name: 'send-batch', lane: 1 })
    expect((await loa(['sending', 'pause', 'reminders'])).failed).toBe('there is no announcement reminders')
  })

  it('lists what stands still, of every office, and why', async () => {
    const { id } = await sent()
    await loa(['sending', 'pause', id])
    expect((await loa(['sending'])).printed[0]).toContain(
      'Tạm dừng. Đã gửi 0/10, còn 10, không gửi được 0, chưa rõ 0. Từ 09:00 24/11/2026. Đang tạm dừng: người dùng dòng lệnh đã dừng lúc 09:00 24/11/2026.',
    )
  })

  it('pauses, goes on and cancels, and says how many had it by then', async () => {
    const { id, mailingId } = await sent()
    await became(mailingId, 4, { state: 'sent', sentAt: now })
    world.woken.length = 0
    expect((await loa(['sending', 'pause', id])).printed).toEqual([`Thông báo số ${id} đã tạm dừng: đã gửi 4, còn 6.`])
    expect((await loa(['sending', 'pause', id])).failed).toBe(`announcement ${id} is paused: it cannot be paused`)
    expect(world.woken).toEqual([])
    expect((await loa(['sending', 'resume', id])).printed).toEqual([
      `Thông báo số ${id} đang gửi tiếp: đã gửi 4, còn 6.`,
    ])
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 2 }])
    expect((await loa(['sending', 'cancel', id])).printed).toEqual([
      `Thông báo số ${id} đã bị hủy: trước đó đã gửi cho 4 người.`,
    ])
    expect((await loa(['sending', 'resume', id])).failed).toBe(`announcement ${id} is cancelled: it cannot be resumed`)
    const log = await world.database.prisma.audit.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(log.map((row) => [row.action, row.actorId])).toEqual([
      ['announcement.draft', 'command line'],
      ['announcement.send', 'command line'],
      ['announcement.pause', 'command line'],
      ['announcement.resume', 'command line'],
      ['announcement.cancel', 'command line'],
    ])
  })

  it('sends again to those in doubt, once it is through', async () => {
    const { id, mailingId } = await sent()
    await became(mailingId, 2, { state: 'uncertain', errorCode: 'uncertain' })
    expect((await loa(['sending', 'again', id])).failed).toBe(`announcement ${id} is sending: it cannot be sent again`)
    await finished(mailingId)
    const { printed } = await loa(['sending', 'again', id, '--json'])
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ id, status: 'sending', sent: 8, toGo: 2, inDoubt: 0 })
  })

  it.each([
    ['a number that is none', 'x', 'there is no announcement x'],
    ['a number that nobody has', '999999', 'there is no announcement 999999'],
  ])('refuses %s in one sentence, whatever is wanted', async (_, id, sentence) => {
    for (const what of ['watch', 'pause', 'resume', 'cancel', 'again'])
      expect((await loa(['sending', what, id])).failed).toBe(sentence)
  })

  it('does not follow a draft', async () => {
    const text = { officeId: world.office.id, authorId: 's1', sender: 'PGD', title: 'Lịch', body: 'x', source: '' }
    const id = await world.store.announcements.create({ ...text, audience: nobody, at: now })
    expect((await loa(['sending', 'watch', id])).failed).toBe(`announcement ${id} is a draft: nothing of it was sent`)
  })
})

describe('following a sending', () => {
  it('writes one line over and over, and prints how it ended', async () => {
    const { id, mailingId } = await sent()
    const meanwhile = [
      () => became(mailingId, 5, { state: 'sent', sentAt: now }),
      () => became(mailingId, 1, { state: 'failed', errorCode: 'refused' }),
      () => finished(mailingId),
    ]
    const { printed, written } = await loa(['sending', 'watch', id], { terminal: true, meanwhile })
    expect(written.slice(0, -1).every((text) => text.startsWith('\r\u001b[K') && text.length <= 4 + 59)).toBe(true)
    expect(written.map((text) => /\[.{20}\] \d+%/.exec(text)?.[0])).toEqual([
      '[--------------------] 0%',
      '[##########----------] 50%',
      '[############--------] 60%',
      '[####################] 100%',
      undefined,
    ])
    expect(written.at(-1)).toBe('\n')
    expect(printed).toEqual([
      `Thông báo số ${id} đã gửi xong: 9 đã gửi, 1 không gửi được, 0 chưa rõ.`,
      `  1 người: ${language.say({ key: 'channels:errors.refused' }, 'vi')}`,
    ])
  })

  it('writes plain lines where nobody sits before it, and only when something has moved', async () => {
    const { id, mailingId } = await sent()
    const meanwhile = [
      async () => {},
      () => loa(['sending', 'pause', id]),
      async () => {},
      () => loa(['sending', 'resume', id]),
      () => finished(mailingId),
    ]
    const { written, waits } = await loa(['sending', 'watch', id], { meanwhile })
    expect(written).toHaveLength(4)
    expect(written[0]).toBe('[--------------------] 0% 0/10 đã gửi, còn 10, không được 0, chưa rõ 0.\n')
    expect(written[1]).toContain('Đang tạm dừng: người dùng dòng lệnh đã dừng lúc 09:00 24/11/2026.')
    expect(waits).toEqual([1_000, 1_000, 1_000, 1_000, 1_000])
  })

  it('gives a line of JSON whenever something has changed', async () => {
    const { id, mailingId } = await sent()
    const meanwhile = [async () => {}, () => finished(mailingId)]
    const { printed, written } = await loa(['sending', 'watch', id, '--json'], { terminal: true, meanwhile })
    expect(printed.map((line) => JSON.parse(line).status)).toEqual(['sending', 'done'])
    expect(written).toEqual([])
  })

  it('ends with a failure when it was cancelled, and says how many had it', async () => {
    const { id, mailingId } = await sent()
    await became(mailingId, 2, { state: 'sent', sentAt: now })
    const { failed } = await loa(['sending', 'watch', id], { meanwhile: [() => loa(['sending', 'cancel', id])] })
    expect(failed).toBe(`Thông báo số ${id} đã bị hủy: trước đó đã gửi cho 2 người.`)
  })

  it('begins at once when an announcement is sent so', async () => {
    const finishNewest = async () => {
      const [newest] = await world.store.announcements.underWay()
      await finished(BigInt(newest?.mailingId ?? 0))
    }
    const args = ['announce', '--text', 'x', '--audience', 'all', '--yes', '--watch']
    const { printed } = await loa(args, { meanwhile: [finishNewest] })
    expect(printed[0]).toContain('cho 10 người')
    expect(printed[1]).toContain('đã gửi xong: 10 đã gửi')
  })
})
