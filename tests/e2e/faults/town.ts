import type { Office } from './office.ts'
import type { FaultPlan, Platform } from './plan.ts'
import { telegramTown } from './telegram-town.ts'
import { zaloTown } from './zalo-town.ts'

/** An emulated platform with the people of the village in it. People are known by their chat: 1 to as many as there are. */
export interface Town {
  /** The variables with which the product is started against it. */
  env: Record<string, string>
  /** The roles of a process that has to hear what happens here. */
  hears: string
  /** The product runs and may be reached. */
  open(): Promise<void>
  user(chat: number): Villager
  /** Resolves when the condition holds; rejects after so many milliseconds. */
  until(condition: () => boolean, ms?: number): Promise<void>
  /** The moments of all messages that arrived. */
  sentAt(): readonly number[]
  /** How much of what people did has not been heard yet. */
  waiting(): number
  /** Lets the weather of the plan loose. */
  storm(): void
  clearFaults(): void
  /** What a seed does beside weather and blows, done when so many have arrived. Resolves when it is. */
  mischief(): Promise<void>
  /** Looked at again and again: does what a person of the bank has to do so that sending goes on. */
  tend(office: Office): Promise<void>
  /** How often somebody had to connect the account anew. What waits since then may wait until the ten minutes are over. */
  consents(): number
  /** The clock of the platform goes with that of the product; what waits by the clock of the database has waited as long. */
  leap(ms: number, office: Office): Promise<void>
  /** All chats in which something arrived. */
  chats(): number[]
  /** What arrived in a chat. */
  textsOf(chat: number): string[]
  /** What went wrong so that nobody could tell from the answer, chat by chat. */
  unsure(): number[]
  violations(): string[]
  close(): Promise<void>
}

/** One of the people. */
export interface Villager {
  start(): void
  type(text: string): void
  block(): void
  deactivate(): void
}

/** What is added to a chat to get the address. Ids of Zalo have nineteen digits. */
export const addressBase: Record<Platform, string> = { telegram: '0', zalo: '2468458835296190000' }

/** The chat of an address, in SQL. */
export function chatOf(platform: Platform, address: string): string {
  return `(${address}::numeric - ${addressBase[platform]})::float8`
}

/** Opens the town of a plan. `offsetMs`: how far the clock of the product is from the real one. */
export function openTown(plan: FaultPlan, offsetMs: number): Promise<Town> {
  return plan.platform === 'zalo' ? zaloTown(plan, offsetMs) : telegramTown(plan)
}
