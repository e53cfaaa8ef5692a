import type { BrowserContext } from 'playwright-core'
import type { Visitor } from './console-world.ts'

/** Puts the session of somebody who is signed in into a browser: what they opened by request goes on there. Nobody: nothing. */
export async function enterBrowser(context: BrowserContext, visitor: Visitor | undefined, url: string): Promise<void> {
  const cookies = (visitor?.cookie ?? '').split('; ').filter(Boolean)
  await context.addCookies(
    cookies.map((one) => ({ name: one.split('=')[0] ?? '', value: one.replace(/^[^=]*=/, ''), url })),
  )
}
