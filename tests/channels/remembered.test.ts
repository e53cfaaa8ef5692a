import { describe, expect, it } from 'vitest'
import { remembered } from '../../src/channels/remembered.ts'
import type { Message } from '../../src/conversation/words.ts'

describe('remembered', () => {
  it('draws once for each message and language', () => {
    const drawn: string[] = []
    const draw = remembered((message, lang) => {
      drawn.push(`${message.parts.length}/${lang}`)
      return drawn.length
    })
    const one: Message = { parts: [] }
    const same: Message = { parts: [] }
    expect([draw(one, 'vi'), draw(one, 'vi'), draw(one, 'en'), draw(same, 'vi'), draw(one, 'en')]).toEqual([
      1, 1, 2, 3, 2,
    ])
    expect(drawn).toEqual(['0/vi', '0/en', '0/vi'])
  })
})
