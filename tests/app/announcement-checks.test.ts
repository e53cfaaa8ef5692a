import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Author, announce } from '../../src/app/announce.ts'
import { decideAnnouncement, submitAnnouncement } from '../../src/app/announcement-approval.ts'
import { checkAnnouncement } from '../../src/app/announcement-checks.ts'
import { ownDomainsSetting } from '../../src/app/own-domains.ts'
import { type Audience, nobody } from '../../src/domain/audience.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { termsOn } from '../../src/policy/index.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

const language = loadLanguage()
let world: StaffWorld
let author: Author
let director: Author
beforeAll(async () => {
  world = await staffWorld()
  for (let n = 0; n < 3; n++)
    await world.account({
      householdId: await world.household({ programmes: ['poor'] }),
      channel: n ? 'telegram' : 'zalo',
    })
  const of = { officeId: world.office.id, scope: { officeId: world.office.id } }
  author = { kind: 'staff', id: (await world.staff('officer')).id, role: 'officer', ...of }
  director = { kind: 'staff', id: (await world.staff('director')).id, role: 'director', ...of }
  await world.store.settings.set(ownDomainsSetting, ['vbsp.org.vn'])
})
afterAll(() => world.close())

const deps = () => ({ ...world, language, publicUrl: 'https://loa.test', rates: { telegram: 1 } })
async function drafted(text: object, audience: Audience = { everybody: true }, lastDay = ''): Promise<string> {
  const whole = { sender: 'PGD', title: 'Lịch', body: 'Ngày 12.', source: '', ...text }
  const draft = await announce(world, { author, text: whole, audience, lastDay })
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems))
  return draft.id
}
async function found(text: object, audience?: Audience, lastDay?: string): Promise<string[]> {
  const announcement = await world.store.announcements.find(await drafted(text, audience, lastDay))
  if (!announcement) throw new Error('no announcement')
  const { findings } = await checkAnnouncement(deps(), announcement)
  for (const lang of language.langs) for (const { words } of findings) language.say(words, lang)
  return findings.map(({ level, id }) => `${level} ${id}`)
}

const day = '2026-11-24'
const poor = termsOn('poor', day)
const most = poor?.limits.flatMap((limit) => ('dong' in limit ? [limit.dong] : []))[0] ?? 0
const rate = poor?.rates[0]?.pct ?? 0
const months = poor?.terms.flatMap((term) => ('months' in term ? [term.months] : []))[0] ?? 0
const figure = (value: number) => String(value).replace('.', ',')

describe('what a machine finds', () => {
  it.each<[string, object, string[]]>([
    ['nothing', {}, []],
    [
      'figures of the law',
      { body: `Cho vay hộ nghèo: đến ${most / 1e6} triệu, lãi ${figure(rate)}%/năm, thời hạn vay ${months} tháng.` },
      [],
    ],
    ['the rate by the month', { body: `Cho vay hộ nghèo: lãi ${figure(Number((rate / 12).toFixed(2)))}%/tháng.` }, []],
    [
      'a sum that the law does not know',
      { body: `Cho vay hộ nghèo: đến ${most / 1e6 + 1} triệu.` },
      [`warning figure:${most / 1e6 + 1} triệu`],
    ],
    ['a rate of another programme', { body: 'Cho vay hộ nghèo: lãi 9,99%/năm.' }, ['warning figure:9,99%/năm']],
    [
      'a term that is none',
      { body: `Cho vay hộ nghèo, thời hạn ${months + 1} tháng.` },
      [`warning figure:${months + 1} tháng`],
    ],
    ['a figure without a programme', { body: 'Lãi 99%/năm.' }, ['warning figure:99%/năm']],
    [
      'a programme that does not lend',
      { body: 'Cho vay mua máy học trực tuyến.' },
      ['warning closed:online_learning_device'],
    ],
    ['the bank’s own link', { body: 'Xem https://vbsp.org.vn/tin và https://www.vbsp.org.vn.' }, []],
    ['our own link', { body: 'Xem https://loa.test/chat' }, []],
    ['a foreign link', { body: 'Xem https://vbsp.org.vn.vay-nhanh.com' }, ['stop link:vbsp.org.vn.vay-nhanh.com']],
    ['a foreign link without a scheme', { body: 'Xem bit.ly/abc' }, ['stop link:bit.ly']],
    ['a link over an open line', { body: 'Xem http://vbsp.org.vn/tin' }, ['stop broken:http://vbsp.org.vn/tin']],
    ['a threat', { body: 'Không trả sẽ bị khởi kiện.' }, ['stop threat:khởi kiện']],
    ['pressure', { body: 'Bà con trả ngay lập tức.' }, ['warning pressure:ngay lập tức']],
    ['capitals', { body: 'MANG SỔ VAY ĐI' }, ['warning shouted:MANG SỔ VAY']],
  ])('%s', async (_, text, findings) => {
    expect(await found(text)).toEqual(findings)
  })

  it('that it is for a programme counts as naming it', async () => {
    const body = 'Lãi 9,99%/năm.'
    const said = await found({ body }, { ...nobody, programmes: ['poor'] })
    expect(said).toEqual(['warning figure:9,99%/năm'])
  })

  it('that it reaches nobody', async () => {
    expect(await found({}, { ...nobody, communes: [world.commune.second] })).toEqual(['stop nobody'])
  })

  it('how it would go, by each channel', async () => {
    const announcement = await world.store.announcements.find(await drafted({}))
    if (!announcement) throw new Error('no announcement')
    const { plan } = await checkAnnouncement(deps(), announcement)
    expect(plan.channels).toMatchObject([
      { channel: 'telegram', count: 2 },
      { channel: 'zalo', count: 1, cost: { free: 1, dong: 0 } },
    ])
    expect(plan.end).toEqual(new Date('2026-11-24T02:00:02Z'))
  })

  it('that it would not be through before its last day', async () => {
    world.clock.at = new Date('2026-11-24T12:59:59Z')
    expect(await found({}, { everybody: true }, day)).toEqual(['warning too_slow'])
    world.clock.at = new Date('2026-11-24T02:00:00Z')
  })
})

describe('what was found stands in the way', () => {
  it('of handing it on, where it has to be mended', async () => {
    const id = await drafted({ body: 'Xem bit.ly/abc' })
    expect(await submitAnnouncement(deps(), { author, id })).toEqual({ ok: false, problem: 'stopped' })
  })

  it('of approving it, until each warning is ticked', async () => {
    const id = await drafted({ body: 'Bà con trả ngay lập tức, hạn chót ngày 12.' })
    await submitAnnouncement(deps(), { author, id })
    const decide = (ticked: string[]) =>
      decideAnnouncement(deps(), { author: director, id, version: 1, decide: 'approve', ticked })
    expect(await decide([])).toEqual({ ok: false, problem: 'unticked' })
    expect(await decide(['pressure:ngay lập tức'])).toEqual({ ok: false, problem: 'unticked' })
    expect(await decide(['pressure:ngay lập tức', 'pressure:hạn chót'])).toEqual({ ok: true })
  })
})
