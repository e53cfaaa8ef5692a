import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { openWorld, type World } from '../support/http-world.ts'

const demo = {
  linkCode: 'K7P2QX',
  loanDigits: '4821',
  staff: (['officer', 'director', 'commune_chair', 'admin'] as const).map((role) => ({
    email: `${role}@example.invalid`,
    password: `word-of-${role}`,
    role,
  })),
}
let fresh: FreshDatabase
let plainWorld: World
let demoWorld: World

beforeAll(async () => {
  fresh = await freshDatabase()
  plainWorld = await openWorld({ url: fresh.url })
  demoWorld = await openWorld({ url: fresh.url, demo })
})
afterAll(async () => {
  await plainWorld.close()
  await demoWorld.close()
  await fresh.drop()
})

describe('the start page', () => {
  it('opens the doors to the chat and to the console, in Vietnamese', async () => {
    const { status, html } = await openBrowser(plainWorld).open('/')
    expect(status).toBe(200)
    expect(html).toContain('<html lang="vi">')
    expect(html).toContain('href="/chat"')
    expect(html).toContain('href="/console"')
  })

  it('offers nothing to try where it is no demo', async () => {
    const { html } = await openBrowser(plainWorld).open('/')
    expect(html).not.toContain('Thử bốn việc')
    expect(html).not.toContain('<table')
  })

  it.each(['vi', 'en'])('says in four lines what to try, in %s', async (lang) => {
    const { html } = await openBrowser(demoWorld).open(`/?lang=${lang}`)
    const lines = /<ol>([\s\S]*?)<\/ol>/.exec(html)?.[1]?.match(/<li>/g)
    expect(html).toContain(`<html lang="${lang}">`)
    expect(lines).toHaveLength(4)
    expect(html).toContain('K7P2QX')
    expect(html).toContain('4821')
    expect(html).toContain('href="/chat?start=K7P2QX"')
    for (const { email, password } of demo.staff) {
      expect(html).toContain(email)
      expect(html).toContain(password)
    }
  })

  it('remembers the language that was chosen', async () => {
    const browser = openBrowser(demoWorld)
    await browser.open('/?lang=en')
    expect((await browser.open('/')).html).toContain('<html lang="en">')
  })

  it('passes over a language that is none', async () => {
    const { status, html } = await openBrowser(demoWorld).open('/?lang=%3Cscript%3E')
    expect(status).toBe(200)
    expect(html).toContain('<html lang="vi">')
  })
})
