/**
 * True for the address of a chat that several people read. Telegram counts groups below zero
 * (https://core.telegram.org/bots/api#chat); no other channel of ours has one. Nothing about a person is ever said there.
 */
export function isGroupChat({ channel, address }: { channel: string; address: string }): boolean {
  return channel === 'telegram' && address.startsWith('-')
}
