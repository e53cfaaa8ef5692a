import { paperOf } from './paper-consent.ts'

/** The words by which a consent was asked for, as they are kept: `text` in `consents:wordings`, in every language they were asked in. */
export interface KeptWording {
  text: string
  /** Whole numbers that stood in it then, by the name of their gap. */
  numbers: Record<string, number>
  /** Where the words stand that are asked today, for the newest wording. When these change, a new wording is due: a test sees to it. */
  asked?: string
}

/** Where a purpose is switched on. The register names the purpose behind it. */
const settings = 'flows/settings'

/**
 * The wordings there were, by how the register names them; some asked for several purposes, each in its own words (`<wording> <purpose>`).
 * A wording is never changed and never taken out: it says what somebody agreed to.
 */
export const keptWordings: Record<string, KeptWording> = {
  'flows/welcome:1 talk': { text: 'welcome_1_talk', numbers: { months: 12 }, asked: 'flows/welcome:consent.ask' },
  'flows/welcome:1 announcements': { text: 'welcome_1_news', numbers: {}, asked: 'flows/welcome:news.ask' },
  'flows/link-account:1': { text: 'link_account_1', numbers: {}, asked: 'flows/link-account:consent.ask' },
  'flows/apply:1': { text: 'apply_1', numbers: {} },
  'flows/apply:2': { text: 'apply_2', numbers: {} },
  'flows/apply:3': { text: 'apply_3', numbers: {}, asked: 'flows/apply:consent.ask' },
  [`${settings}:announcements`]: { text: 'settings_news', numbers: {}, asked: 'flows/settings:news.ask' },
  [`${settings}:reminders`]: { text: 'settings_reminders', numbers: {}, asked: 'flows/settings:reminders.ask' },
}

/** What stands on record of how somebody was asked: kept words, a paper by its note, or a name that nobody knows. */
export type WordingFound =
  | { kind: 'words'; wording: KeptWording }
  | { kind: 'paper'; paper: string }
  | { kind: 'unknown' }

/** Finds the words of a consent. */
export function wordingFound({ wording, purpose }: { wording: string; purpose: string }): WordingFound {
  const paper = paperOf(wording)
  if (paper !== undefined) return { kind: 'paper', paper }
  const kept = keptWordings[`${wording} ${purpose}`] ?? keptWordings[wording]
  return kept ? { kind: 'words', wording: kept } : { kind: 'unknown' }
}
