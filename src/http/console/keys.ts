/**
 * The keys that lead somewhere at once, pressed together with what the browser asks for (Alt, or Alt and Shift). Digits: the letters are
 * taken by menus of browsers and by readers of screens. One page never gives a key twice.
 */
export const accessKeys = {
  search: '0',
  mine: '1',
  nobody: '2',
  all: '3',
  answer: '4',
  note: '5',
  next: '6',
} as const
