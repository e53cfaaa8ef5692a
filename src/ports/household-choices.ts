/** What a household decided for itself, whoever of it writes. */
export interface HouseholdChoice {
  /** False where it wants no word about payments that arrived. */
  receipts: boolean
  /** The word that our messages to it carry. */
  codeWord?: string
}

/** The choices of households. The code word is kept encrypted, and leaves only for an account of that very household. */
export interface HouseholdChoices {
  of(householdId: string): Promise<HouseholdChoice>
  setReceipts(householdId: string, to: { on: boolean; at: Date }): Promise<void>
  /** Without a word messages carry none. */
  setCodeWord(householdId: string, to: { word?: string; at: Date }): Promise<void>
  /** The code words of those households that have one. */
  codeWords(householdIds: readonly string[]): Promise<Map<string, string>>
}
