import { expect, vi } from 'vitest'
import type { Hands } from '../support/hands.ts'

/** A talk in the web chat, by hand. */
export interface TalkBy {
  /** Presses buttons, one after the other. Each waits for the answer to the one before: older buttons have the same labels. */
  taps(...labels: string[]): Promise<void>
  /** Writes lines into the field, each sent with Enter. */
  types(...lines: string[]): Promise<void>
  reads(words: string): Promise<void>
}

/** Opens the chat at an address and waits for its first question. */
export async function talkBy(hands: Hands, url: string): Promise<TalkBy> {
  const { page } = hands
  await page.goto(url)
  await page.getByText('Bà con có đồng ý không?').waitFor()
  const answered = async (act: () => Promise<void>) => {
    const heard = await page.evaluate(newest)
    await act()
    await vi.waitFor(async () => expect(await page.evaluate(newest)).not.toBe(heard), { timeout: 20_000 })
  }
  return {
    taps: async (...labels) => {
      for (const label of labels)
        await answered(() => hands.press(page.getByRole('button', { name: label, exact: true }).last()))
    },
    types: async (...lines) => {
      for (const line of lines)
        await answered(async () => {
          await hands.type(page.locator('#field'), line)
          await hands.enter()
        })
    },
    reads: (words) => page.locator('#lines').getByText(words).last().waitFor(),
  }
}

/** The key of Loa's newest line. Runs in the page. */
function newest(): string | undefined {
  const lines = [...document.querySelectorAll<HTMLElement>('#lines > .bot')]
  return lines.at(-1)?.dataset.line
}
