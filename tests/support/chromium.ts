import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { required } from './redis.ts'

const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const path = places.find((p) => p !== undefined && existsSync(p))

/** Where pictures of pages are kept, to be looked at. Git ignores the folder. */
export const pictures = fileURLToPath(new URL('../output/', import.meta.url))

/** True where a browser is installed. Where it is required (`LOA_TEST_REQUIRE`), its absence is a failure and not a skip. */
export function hasChromium(): boolean {
  if (path === undefined && required('chromium')) throw new Error('chromium is required here and not installed')
  return path !== undefined
}

/** Starts a browser without a window. Nothing of it looks for the network but for the page it is sent to. */
export async function startChromium(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true })
  return chromium.launch({
    executablePath: path ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A page that fails the test on an error of its script or a refused resource. */
export async function openPage(
  browser: Browser,
  size: { width: number; height: number },
  faults: string[],
): Promise<Page> {
  const page = await browser.newPage({ viewport: size, locale: 'vi-VN' })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
  })
  return page
}
