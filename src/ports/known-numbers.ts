/** Whose a phone number is, of those that a household can be told of. */
export type NumberOwner = { of: 'office'; office: string } | { of: 'leader'; leader: string; group: string }

/** The phone numbers that the bank itself gave out. */
export interface KnownNumbers {
  /**
   * Whose number it is: an office's, or that of the leader of that group by the bank's list. Undefined for every other one, also for leaders of
   * other groups: nobody is told of them here.
   */
  ownerOf(phone: string, of: { groupId?: number }): Promise<NumberOwner | undefined>
}
