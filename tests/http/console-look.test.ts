import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTheme, type Theme, themes } from '../../src/domain/theme.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let who: Visitor
let id: string

beforeAll(async () => {
  world = await consoleWorld()
  const officer = await world.staff('officer')
  id = officer.id
  who = await world.signIn(officer)
})
afterAll(() => world.close())

const head = async (path: string, visitor?: Visitor) => {
  const { text } = await world.get(path, visitor)
  const [, scheme] = /<meta name="color-scheme" content="([^"]+)"/.exec(text) ?? []
  const [, dark] = /<link rel="stylesheet" href="\/console\/dark\.css[^"]*" media="([^"]+)"/.exec(text) ?? []
  return { scheme, dark }
}
const keeps = (form: Record<string, string>) => world.post('/console/account/look', form, who)

describe('the colours of the console', () => {
  it.each([
    ['device', { scheme: 'light dark', dark: 'screen and (prefers-color-scheme: dark)' }],
    ['light', { scheme: 'light', dark: undefined }],
    ['dark', { scheme: 'dark', dark: 'screen' }],
  ] as const)('kept as %s hold on every page, from its first byte', async (theme, look) => {
    expect(await keeps({ lang: 'vi', theme })).toMatchObject({ status: 303, to: '/console/account?done=look_kept' })
    for (const path of ['/console', '/console/account', '/console/nowhere']) expect(await head(path, who)).toEqual(look)
  })

  it('are those of the device before anybody is known, and for the chair of a commune', async () => {
    await keeps({ theme: 'dark' })
    expect(await head('/console/sign-in')).toEqual({
      scheme: 'light dark',
      dark: 'screen and (prefers-color-scheme: dark)',
    })
  })

  it('stay as they are for what is no theme, and so does the language', async () => {
    await keeps({ lang: 'en', theme: 'light' })
    await keeps({ lang: 'xx', theme: 'pink' })
    expect(await world.store.staff.find(id)).toMatchObject({ lang: 'en', theme: 'light' })
  })

  it('are one’s own', async () => {
    const other = await world.staff('officer')
    await keeps({ theme: 'dark' })
    expect(await world.store.staff.find(other.id)).toMatchObject({ lang: 'vi', theme: 'device' })
  })
})

describe('the two files of colours', () => {
  it('name the same things', async () => {
    const tokens = (text: string) => [...(/:root \{([^}]*)\}/.exec(text)?.[1] ?? '').matchAll(/--[\w-]+/g)].map(String)
    const light = tokens((await world.get('/console/style.css')).text)
    const dark = tokens((await world.get('/console/dark.css')).text)
    expect(light).toEqual(expect.arrayContaining(dark))
    expect(light.filter((name) => !dark.includes(name))).toEqual(['--focus', '--focus-ink', '--round', '--gap'])
  })
})

describe('a theme', () => {
  it.each<[string, Theme | undefined]>([
    ...themes.map((theme): [string, Theme] => [theme, theme]),
    ['', undefined],
    ['Dark', undefined],
  ])('is read from “%s”', (text, theme) => {
    expect(readTheme(text)).toBe(theme)
  })
})
