import type { Message, Part } from '../conversation/words.ts'
import { isGroupChat } from '../domain/group-chat.ts'
import type { Account } from '../ports/accounts.ts'
import type { Tx } from '../ports/store.ts'
import { say } from './scene.ts'

/** The line that a personal message carries, where there is a word. */
export function codeWordPart(word: string | undefined): Part[] {
  return word === undefined ? [] : [say('common:code_word', { word })]
}

/** A message with the word that the household of that account agreed on with us: one to one, never where several people read. */
export async function withCodeWord(
  tx: Pick<Tx, 'householdChoices'>,
  account: Pick<Account, 'householdId' | 'channel' | 'address'>,
  message: Message,
): Promise<Message> {
  const { householdId } = account
  const alone = householdId !== undefined && !isGroupChat(account)
  const word = alone ? (await tx.householdChoices.of(householdId)).codeWord : undefined
  return word === undefined ? message : { ...message, parts: [...message.parts, ...codeWordPart(word)] }
}
