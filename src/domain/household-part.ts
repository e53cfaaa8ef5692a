import type { Day } from './day.ts'
import type { Dong } from './money.ts'

/**
 * The household's part of form 01/TD as it is kept with a request (encrypted), by the names under which it is stored. Requests that
 * were sent before a field existed lack it. Whoever prints or shows a request reads it through this type.
 */
export interface HouseholdPart {
  full_name?: string
  birth_year?: number | null
  /** Ten digits. */
  phone?: string
  /** The id of the commune where a stranger chose it, and its name in any case. */
  commune?: string
  communeName?: string
  hamlet?: string
  amount?: Dong
  /** What the money is for, in one sentence. */
  plan?: string
  own_capital?: Dong
  /** The table of 01/TD: what, how many, for how much. */
  items?: PlannedItem[]
  /** What the household can pledge, where the law asks for it. */
  collateral?: string
  term_months?: number
  /** Months from one payment of principal to the next, as the household wishes. */
  instalment_months?: number
  /** Who signs beside the borrower (01/UQ). Empty: nobody yet. */
  heir_name?: string
  student_name?: string
  school?: string
  course?: string
  study_year?: number
  /** For one year. */
  tuition?: Dong
  /** People who have work through the loan. */
  workers?: number
  workplace?: string
  country?: string
  company?: string
  contract_day?: Day
  /** What has to be paid before going abroad. */
  costs?: Dong
  works?: 'water' | 'toilet' | 'both'
  house?: 'buy' | 'build'
  /** Of the home, or of building it. */
  price?: Dong
  /** Papers that are brought on paper later, by their ids. */
  later_papers?: string[]
}

/** A row of the table. */
export interface PlannedItem {
  item: string
  quantity: string
  amount: Dong
}
