import type { Checklist } from '../../conversation/checklist.ts'
import type { Rows } from '../../conversation/rows.ts'
import type { HouseholdPart } from '../../domain/household-part.ts'
import { type Asked, asked, isAsked, isKnown, type Known, photographed } from './asked.ts'

/** The household's part of 01/TD out of a finished talk: what was asked for and nothing else, in the shape in which it is kept. */
export function householdPart(known: Known): HouseholdPart {
  const { answers, given } = known
  const told = asked
    .filter((node) => isAsked(node, known) || answers[node] !== undefined)
    .filter((node) => counts(node, known))
  const plain = told.filter((node) => !special.includes(node)).map((node) => [node, answers[node]])
  const before = asked.filter((node) => isKnown(node, given)).map((node) => [node, given[node]])
  return {
    ...ofTheBank(known),
    ...Object.fromEntries([...before, ...plain].filter(([, value]) => value !== undefined)),
    ...(answers.instalment === undefined || !counts('instalment', known)
      ? {}
      : { instalment_months: Number(answers.instalment) }),
    ...(answers.items === undefined || !counts('items', known) ? {} : { items: [...(answers.items as Rows).rows] }),
    ...(isAsked('papers', known) ? { later_papers: laterPapers(known) } : {}),
  }
}

/** The pictures of a finished talk: which paper each shows, by its id. */
export function sentPapers(known: Known): { paper: string; attachmentId: string }[] {
  const { got } = checked(known)
  return photographed(known).flatMap((paper) => (got[paper] ? [{ paper, attachmentId: got[paper] }] : []))
}

/** The papers of which there is no picture. */
export function laterPapers(known: Known): string[] {
  const { got } = checked(known)
  return photographed(known).filter((paper) => got[paper] === undefined)
}

/** Kept in another shape, or only a way to another answer. */
const special: readonly Asked[] = ['phone_known', 'instalment', 'items', 'papers']

/** An answer counts while it would be asked for: a correction elsewhere may have made it void. One that corrects what was known counts as well. */
function counts(node: Asked, known: Known): boolean {
  return isAsked(node, known) || (isKnown(node, known.given) && known.answers[node] !== undefined)
}

/** What the bank's list gave in place of questions. Typed answers go before it. */
function ofTheBank({ answers, given }: Known): HouseholdPart {
  const phone = answers.phone_known === 'yes' ? { phone: String(given.knownPhone) } : {}
  if (given.known !== true) return phone
  const year = typeof given.birthYear === 'number' ? given.birthYear : null
  return { ...phone, full_name: String(given.fullName ?? ''), birth_year: year, hamlet: String(given.hamlet ?? '') }
}

function checked({ answers }: Known): Pick<Checklist, 'got'> {
  return (answers.papers as Checklist | undefined) ?? { got: {} }
}
