import type { PosterForm } from '../../ports/forms.ts'
import { houseSheet } from './house-sheet.ts'
import type { Block, Sheet } from './sheet.ts'
import type { Speech } from './speech.ts'

/** Codes side by side at most: more would be too small to be read. */
const most = 2

/** A poster for a notice board, in letters that are read from two steps away. */
export function poster(speech: Speech, form: PosterForm): Sheet {
  const { t } = speech
  const { office, session, group } = form
  const blocks: Block[] = [
    large(office.name.toLocaleUpperCase(speech.lang), 15, true),
    large(t('poster.for', { place: form.place, commune: form.commune }), 14),
    { as: 'gap', height: 14 },
    large(t('poster.title'), 34, true),
    large(t('poster.bot'), 15),
    { as: 'gap', height: 12 },
    {
      as: 'codes',
      codes: form.ways.slice(0, most).map(({ channel, url, modules }) => {
        return { title: t(`poster.ways.${channel}`), under: url.replace(/^https?:\/\//, ''), modules }
      }),
    },
    { as: 'gap', height: 14 },
    ...['borrow', 'pay', 'hard'].map((what) => large(t(`poster.asks.${what}`), 19)),
    { as: 'gap', height: 14 },
    ...(session ? whereToPay(speech, session) : []),
    ...(group ? [large(t('poster.leader', { name: group.leaderName }), 15)] : []),
    { as: 'gap', height: 10 },
    large(t('poster.free'), 19, true),
    large(t('poster.phone', { phone: office.phone }), 22, true),
  ]
  return houseSheet(speech, { form: form.form, code: form.code, blocks })
}

function whereToPay(
  { t }: Speech,
  { dayOfMonth, opensAt, name, address }: NonNullable<PosterForm['session']>,
): Block[] {
  return [
    large(t('poster.session', { date: String(dayOfMonth), hour: opensAt }), 19, true),
    large(t('poster.point', { name, address }), 15),
  ]
}

function large(text: string, points: number, bold = false): Block {
  return { as: 'large', text, points, bold }
}
