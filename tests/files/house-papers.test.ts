import { describe, expect, it } from 'vitest'
import { pdfForms } from '../../src/files/forms/pdf-forms.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { PosterForm, VisitListForm } from '../../src/ports/forms.ts'
import { hasPoppler, readPdf } from '../support/poppler.ts'
import { everyLetter } from './sample-forms.ts'

const forms = pdfForms({ language: loadLanguage(), clock: { now: () => new Date('2026-11-24T02:00:00Z') } })

const office = { name: 'Phòng giao dịch Duy Tiên', phone: '0226 3830 000' }
const group = {
  code: '6601234',
  name: 'Tổ 3 thôn Trác Nội',
  leaderName: 'Lê Thị Quỳnh Hương',
  association: { key: 'forms:associations.women' },
}

const line = (i: number, hamlet: string) =>
  ({ name: `Nguyễn Thị Ưởng ${i}`, hamlet, why: { key: 'reach:why.no_account' } }) as const

const visits = (households: VisitListForm['households']): VisitListForm => ({
  ...{ form: 'visit_list', code: group.code, office, commune: 'phường Duy Tân', group, day: '2026-11-24', households },
})

/** A code of that many modules across, dark where the sum of row and column is even. */
const modules = (across: number) =>
  Array.from({ length: across }, (_, row) => Array.from({ length: across }, (__, column) => (row + column) % 2 === 0))

const poster: PosterForm = {
  ...{ form: 'poster', code: group.code, office, commune: 'phường Duy Tân', place: group.name, group },
  session: { dayOfMonth: 12, opensAt: '07:30', name: 'Nhà văn hóa phường', address: 'số 1 đường Trác Nội' },
  ways: [
    { channel: 'zalo', url: 'https://zalo.me/2468458835296197922', modules: modules(33) },
    { channel: 'web', url: 'https://loa.example/chat', modules: modules(29) },
  ],
}

describe.skipIf(!hasPoppler())('a list of visits', () => {
  it('goes hamlet by hamlet, says why and what was missed, and holds every letter', async () => {
    const households = [
      line(1, 'Thôn Nội'),
      { ...line(2, 'Thôn Ngoại'), name: everyLetter.slice(0, 40), missed: '2026-11-02' } as const,
      line(3, ''),
    ]
    const { text, pages } = await readPdf(await forms.draw(visits(households), 'vi'))
    const places = ['Thôn Nội', 'Thôn Ngoại', 'Chưa rõ thôn'].map((hamlet) => text.indexOf(hamlet))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(text).toContain('02/11/2026')
    expect(text).toContain('0226 3830 000')
    expect(pages).toHaveLength(1)
  })

  it.each([
    ['of nobody says so', 0, 1],
    ['of a whole group goes over several pages', 60, 3],
  ])('%s', async (_, count, most) => {
    const { pages, text } = await readPdf(
      await forms.draw(visits(Array.from({ length: count }, (__, i) => line(i, 'Thôn Nội'))), 'vi'),
    )
    expect(pages.length).toBeLessThanOrEqual(most)
    expect(text.includes('Hộ nào cũng đã nhận được tin.')).toBe(count === 0)
  })
})

describe.skipIf(!hasPoppler())('a poster', () => {
  it.each(['vi', 'en'])('fits one page and says where, when, how and whom to call: %s', async (lang) => {
    const { pages, text, words } = await readPdf(await forms.draw(poster, lang))
    expect(pages).toHaveLength(1)
    const flat = text.replace(/\s+/g, ' ')
    for (const said of ['zalo.me/2468458835296197922', 'loa.example/chat', '0226 3830 000', 'Nhà văn hóa phường'])
      expect(flat).toContain(said)
    expect(flat).toContain('07:30')
    // The largest letters are read from across the room.
    expect(Math.max(...words.map(({ top, bottom }) => bottom - top))).toBeGreaterThan(30)
  })

  it('without a session or a group leaves them out', async () => {
    const { session: _, group: __, ...bare } = poster
    const { text } = await readPdf(await forms.draw(bare, 'vi'))
    expect(text).not.toContain('Ngày giao dịch')
    expect(text).not.toContain('Tổ trưởng')
  })
})
