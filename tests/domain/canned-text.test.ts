import { describe, expect, it } from 'vitest'
import { fillCanned, fillersIn } from '../../src/domain/canned-text.ts'

describe('a text that is sent often', () => {
  const known = {
    name: 'Trần Thị Hoà',
    day: 'thứ Năm 12/11/2026',
    officer: 'Lê Mai',
    phone: '',
    place: undefined as never,
  }

  it.each([
    ['what is known', 'Chào {name}, hẹn {day}. {officer}', 'Chào Trần Thị Hoà, hẹn thứ Năm 12/11/2026. Lê Mai'],
    ['the same twice', '{name}, {name}', 'Trần Thị Hoà, Trần Thị Hoà'],
    ['not what is empty or not known', 'Gọi {phone}, đến {place}', 'Gọi {phone}, đến {place}'],
    ['nothing else in braces', 'Mã {code} và { name }', 'Mã {code} và { name }'],
  ])('fills %s', (_, text, filled) => expect(fillCanned(text, known)).toBe(filled))

  it('does not fill what a filler brought with it', () => {
    expect(fillCanned('{name}', { name: '{phone}', phone: '0912345678' })).toBe('{phone}')
  })

  it.each([
    ['those that stand in it, each once', 'a {day} b {name} c {day}', ['day', 'name']],
    ['no strange ones', '{x} {Name} name', []],
  ])('names %s', (_, text, fillers) => expect(fillersIn(text)).toEqual(fillers))
})
