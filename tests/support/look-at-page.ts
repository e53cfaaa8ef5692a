import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds on a page as it stands, one line for each rule that is broken. */
export async function axeFaults(page: Page, rules?: string[]): Promise<string[]> {
  // Our pages have no frames: all of it is done on the page itself, without a second one for the results.
  // What is in the page from an earlier look need not be brought there again: it is half a megabyte.
  const isThere = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) }).setLegacyMode(true)
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Opens everything that can be folded, so that what is in it is looked at, too. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
}

/**
 * What does not fit into a page of that width: the page itself, what reaches beyond its edge, and text that is cut off. What stands in a
 * box that scrolls by itself and takes the keys may be wider.
 */
export async function widthFaults(page: Page, size: { width: number; height: number }): Promise<string[]> {
  await page.setViewportSize(size)
  return page.evaluate(findWidthFaults)
}

/**
 * Goes through a page with the Tab key, from its beginning. Says what of it the key does not reach, what it reaches out of order, and
 * what does not show that it is reached. The first thing has to be the link that leads past the head, where the page has one.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const { stops, presses } = await page.evaluate(beginWalk)
  // One after the other all the same, without waiting for the answer to each.
  await Promise.all(Array.from({ length: presses }, () => page.keyboard.press('Tab')))
  const { reached, dull } = await page.evaluate(endWalk)
  const missed = stops.filter((_, i) => !reached.includes(i)).map((name) => `not reached: ${name}`)
  const order = reached.filter((stop, i) => reached.indexOf(stop) === i)
  const jumped = order.flatMap((stop, i) => (stop < (order[i - 1] ?? -1) ? [`out of order: ${stops[stop]}`] : []))
  return [...missed, ...jumped, ...dull.map((stop) => `no visible focus: ${stops[stop]}`)]
}

interface Walk {
  stops: Element[]
  reached: number[]
  dull: number[]
}

// The functions below run in the page: each has to hold all that it uses.

function findWidthFaults(): string[] {
  const faults: string[] = []
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 40)}”`
  const edge = document.documentElement.clientWidth
  const beyond = document.documentElement.scrollWidth - edge
  if (beyond > 0) faults.push(`the page is ${beyond} px too wide`)
  // What only screen readers are to find is shrunk to one pixel.
  const shrunk = (element: Element | null): boolean => {
    if (!element || element === document.body) return false
    const { width, height } = element.getBoundingClientRect()
    return width <= 1 || height <= 1 || shrunk(element.parentElement)
  }
  const boxed = (element: Element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.tabIndex >= 0) return true
    return false
  }
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element)
    const { left, right } = element.getBoundingClientRect()
    if (!element.checkVisibility({ visibilityProperty: true }) || shrunk(element) || right < 0) continue
    if ((right > edge + 1 || left < -1) && !boxed(element)) faults.push(`beyond the edge: ${name(element)}`)
    const cuts = /hidden|clip/.test(style.overflowX) || style.textOverflow === 'ellipsis'
    if (cuts && element.scrollWidth > element.clientWidth + 1) faults.push(`cut off: ${name(element)}`)
  }
  return faults
}

function beginWalk(): { stops: string[]; presses: number } {
  const found = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, summary, [tabindex="0"]',
    ),
  ].filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0)
  // Of a group of radio buttons the key stops at one, and the arrows go on from there.
  const stops = found.filter((element) => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
    const group = found.filter(
      (other) =>
        other instanceof HTMLInputElement &&
        other.type === 'radio' &&
        other.name === element.name &&
        other.form === element.form,
    ) as HTMLInputElement[]
    return element === (group.find((other) => other.checked) ?? group[0])
  })
  const walk: Walk = { stops, reached: [], dull: [] }
  Object.assign(window, { walk })
  document.addEventListener('focusin', ({ target }) => {
    const stop = stops.indexOf(target as HTMLElement)
    if (stop < 0) return
    walk.reached.push(stop)
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target as HTMLElement)
    const shows = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
    if (!shows) walk.dull.push(stop)
  })
  const dates = stops.filter((element) => element instanceof HTMLInputElement && element.type === 'date').length
  const name = (element: HTMLElement) => {
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30)
    return `${element.tagName.toLowerCase()} ${element.id || element.getAttribute('name') || ''} “${text}”`
  }
  // A field for a day has four stops of its own: day, month, year, and the calendar.
  return { stops: stops.map(name), presses: stops.length + 3 * dates }
}

function endWalk(): { reached: number[]; dull: number[] } {
  const { reached, dull } = (window as unknown as { walk: Walk }).walk
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  return { reached, dull }
}
