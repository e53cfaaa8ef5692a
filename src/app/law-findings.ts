import type { Words } from '../conversation/words.ts'
import { isNamed } from '../domain/audience.ts'
import type { Day } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { figuresIn, type TextFigure } from '../domain/text-figures.ts'
import { type ProgrammeId, programmeIds, programmeKey, type TermsOn, termsOn } from '../policy/index.ts'
import type { Announcement } from '../ports/announcements.ts'
import type { Language } from '../ports/language.ts'
import type { Finding } from './announcement-finding.ts'
import { programmeName } from './application-message.ts'

/** Two rates per cent a year are the same when they differ by less: the law has two decimals. */
const sameRate = 0.005
/** A rate per cent a month is written with two or three decimals, which is up to this much in a year. */
const sameMonthlyRate = 0.06

/**
 * The figures of a text that the law in force on that day does not know: of the programmes that it names, or that it is for; of all that
 * lend where it names none. A figure may be right all the same, so that somebody has to have looked at it.
 */
export function lawFindings(language: Language, announcement: Announcement, day: Day): Finding[] {
  const { title, body, otherBody = '', picture } = announcement
  const text = [title, body, otherBody, picture?.alt ?? ''].join('\n')
  const named = programmesOf(language, announcement, text)
  const closed = named.filter((id) => termsOn(id, day) === undefined)
  const asked = named.length > 0 ? named : programmeIds
  const known = asked.flatMap((id) => termsOn(id, day) ?? [])
  const wrong = figuresIn(text).filter((figure) => !known.some((terms) => knows(terms, figure)))
  return [
    ...closed.map((id) => finding(`closed:${id}`, 'closed', { programme: { words: programmeName(id) } })),
    ...[...new Map(wrong.map((figure) => [figure.said, figure])).keys()].map((said) =>
      named.length > 0
        ? finding(`figure:${said}`, 'figure', {
            figure: said,
            programmes: { list: named.map((id) => ({ words: programmeName(id) })) },
          })
        : finding(`figure:${said}`, 'figure_of_none', { figure: said }),
    ),
  ]
}

function finding(id: string, key: string, fillers: NonNullable<Words['with']>): Finding {
  return { id, level: 'warning', words: { key: `announcing:checks.${key}`, with: fillers } }
}

/** Those that it names in any language, and those that its audience has a loan of. A longer name is taken before a shorter one in it. */
function programmesOf(language: Language, { audience }: Announcement, text: string): ProgrammeId[] {
  let rest = ` ${fold(text)} `
  const names = programmeIds
    .flatMap((id) => namesOf(language, id).map((name) => ({ id, name })))
    .sort((a, b) => b.name.length - a.name.length)
  const said = names.flatMap(({ id, name }) => {
    if (!rest.includes(name)) return []
    rest = rest.replaceAll(name, ' … ')
    return [id]
  })
  const chosen = isNamed(audience) || audience.everybody ? [] : audience.programmes
  return programmeIds.filter((id) => said.includes(id) || chosen.includes(id))
}

/** "Cho vay hộ nghèo" is also known as "hộ nghèo", and by its short name. */
function namesOf(language: Language, id: ProgrammeId): string[] {
  const names = language.langs.flatMap((lang) =>
    ['name', 'short'].map((field) => fold(language.say({ key: programmeKey(id, field) }, lang))),
  )
  const bare = names.map((name) =>
    name.replace(/^(?:cho vay|loans? (?:for|to)|lending (?:for|to)) /, '').replace(/ \(.*\)$/, ''),
  )
  return [...new Set(bare)]
}

/** True where a figure stands in the law of a programme. */
function knows({ limits, rates, terms, collateral }: TermsOn, { kind, value, monthly }: TextFigure): boolean {
  if (kind === 'months') return terms.some((term) => 'months' in term && term.months === value)
  if (kind === 'dong')
    return (
      limits.some((limit) => 'dong' in limit && limit.dong === value) ||
      collateral.some((c) => 'dong' in c && c.dong === value)
    )
  const near = monthly ? sameMonthlyRate : sameRate
  const pcts = [
    ...rates.flatMap(({ pct, overduePct }) => [pct, overduePct ?? pct]),
    ...limits.flatMap((limit) => ('pct' in limit ? [limit.pct] : [])),
  ]
  return pcts.some((pct) => Math.abs(pct - value) < near)
}
