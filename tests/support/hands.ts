import type { Locator, Page } from 'playwright-core'

/** How somebody works a page: with a mouse, or with nothing but keys. A story is told once and done both ways. */
export interface Hands {
  readonly page: Page
  /** Follows a link, presses a button, ticks a box, folds something open: one action. */
  press(target: Locator): Promise<void>
  /** Chooses from a list by the words that stand there: one action. */
  choose(target: Locator, words: string): Promise<void>
  /** Writes into a field, in place of what is in it. A day as ISO text. */
  type(target: Locator, text: string): Promise<void>
  /** The key Enter, in the field that was just written into: one action. */
  enter(): Promise<void>
  /** Actions since the last time that was asked, and fields that were written into. */
  counted(): Counted
}

/** What was done. Going to a field is part of writing into it. */
export interface Counted {
  pressed: number
  typed: number
}

/** The two ways, by their names in a test. */
export const handsBy = { mouse: mouseHands, keyboard: keyboardHands } as const

/** One of the two ways. */
export type HandsKind = keyof typeof handsBy

/** Works a page with a mouse; only what has to be typed is typed. */
export function mouseHands(page: Page): Hands {
  return hands(page, {
    press: (target) => target.click(),
    choose: async (target, words) => void (await target.selectOption({ label: words })),
    type: (target, text) => target.fill(text),
  })
}

/** Works a page with Tab, the arrows, Enter and Space and what is typed: nothing is clicked, and nothing is set but by keys. */
export function keyboardHands(page: Page): Hands {
  return hands(page, {
    press: async (target) => {
      await reach(target)
      await page.keyboard.press((await target.evaluate(isBox)) ? 'Space' : 'Enter')
    },
    choose: (target, words) => chooseByArrows(target, words),
    type: async (target, text) => {
      await reach(target)
      if (await target.evaluate(isDay)) return typeDay(target, text)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
    },
  })
}

type Ways = Pick<Hands, 'press' | 'choose' | 'type'>

function hands(page: Page, ways: Ways): Hands {
  let counted: Counted = { pressed: 0, typed: 0 }
  const once = (what: keyof Counted) => {
    counted = { ...counted, [what]: counted[what] + 1 }
  }
  return {
    page,
    press: async (target) => {
      await ways.press(target)
      once('pressed')
    },
    choose: async (target, words) => {
      await ways.choose(target, words)
      once('pressed')
    },
    type: async (target, text) => {
      await ways.type(target, text)
      once('typed')
    },
    enter: async () => {
      await page.keyboard.press('Enter')
      once('pressed')
    },
    counted: () => {
      const before = counted
      counted = { pressed: 0, typed: 0 }
      return before
    },
  }
}

/** More stops than any page has. */
const mostStops = 250

/** Goes with Tab, or back with Shift and Tab, until the thing has the focus. */
async function reach(target: Locator): Promise<void> {
  await target.waitFor()
  const { keyboard } = target.page()
  for (let stop = 0; stop < mostStops; stop++) {
    const where = await target.evaluate(wayTo)
    if (where === 'here') return
    await keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab')
  }
  throw new Error(`the Tab key does not lead to ${target}`)
}

async function chooseByArrows(target: Locator, words: string): Promise<void> {
  await reach(target)
  const { keyboard } = target.page()
  for (let step = 0; step < mostStops; step++) {
    const way = await target.evaluate(wayInList, words)
    if (way === 0) return
    await keyboard.press(way > 0 ? 'ArrowDown' : 'ArrowUp')
  }
  throw new Error(`the arrows do not lead to “${words}”`)
}

/** A field for a day is filled in part by part, in the order in which the browser shows them. */
async function typeDay(target: Locator, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  const { keyboard } = target.page()
  for (const parts of [
    [date, month, year],
    [month, date, year],
  ]) {
    await keyboard.type(parts.join(''))
    if ((await target.inputValue()) === day) return
    for (let back = 1; back < parts.length; back++) await keyboard.press('ArrowLeft')
  }
  throw new Error(`the keys do not set the day ${day}, but ${await target.inputValue()}`)
}

// The functions below run in the page: each has to hold all that it uses.

function isBox(element: Element): boolean {
  return element instanceof HTMLInputElement && /checkbox|radio/.test(element.type)
}

function isDay(element: Element): boolean {
  return element instanceof HTMLInputElement && element.type === 'date'
}

/** Where a thing is from what has the focus; after it where nothing has. */
function wayTo(element: Element): 'here' | 'before' | 'after' {
  const focused = document.activeElement
  if (focused === element) return 'here'
  if (!focused || focused === document.body) return 'after'
  return focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after'
}

/** How many arrows down, or up where it is negative, the words are from what is chosen. */
function wayInList(element: Element, words: string): number {
  if (!(element instanceof HTMLSelectElement)) throw new Error('this is no list to choose from')
  const place = [...element.options].findIndex((option) => option.label.trim() === words)
  if (place < 0) throw new Error(`the list has no “${words}”`)
  return place - element.selectedIndex
}
