import type { Message, Part } from '../conversation/words.ts'
import { isGroupChat } from '../domain/group-chat.ts'
import type { Account } from '../ports/accounts.ts'
import type { Tx } from '../ports/store.ts'
import { say } from './scene.ts'

/** The word that a household agreed on with us; undefined where it has none. It goes to accounts of that very household only, one to one. */
export async function codeWordOf(tx: Pick<Tx, 'householdChoices'>, householdId: string): Promise<string | undefined> {
  return (await tx.householdChoices.of(householdId)).codeWord
}

/** The line that a personal message carries, where there is a word. */
export function codeWordPart(word: string | undefined): Part[] {
  return word === undefined ? [] : [say('common:code_word', { word })]
}

/** A message with the word of the household whose account it goes to: never where several people read. */
export async function withCodeWord(
  tx: Pick<Tx, 'householdChoices'>,
  account: Pick<Account, 'householdId' | 'channel' | 'address'>,
  message: Message,
): Promise<Message> {
  const { householdId } = account
  const alone = householdId !== undefined && !isGroupChat(account)
  const word = alone ? await codeWordOf(tx, householdId) : undefined
  return word === undefined ? message : { ...message, parts: [...message.parts, ...codeWordPart(word)] }
}
