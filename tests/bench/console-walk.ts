import { type Desk, openDesk } from '../e2e/desk.ts'
import { moment } from './moment.ts'
import { tell } from './stops.ts'

/** One page that was opened. Pages whose addresses differ in ids, words and places only are of one kind. */
export interface Opened {
  kind: string
  ms: number
  bytes: number
}

/** What staff type into the field: with and without marks, of a common name and of a rare one, a number, and what nobody is called. */
const searches = ['Nguyễn Văn An', 'nguyen van an', 'mai', 'oanh', 'KH', '9000123', '0912345678', 'xyz']

const walkers = ['officer', 'director', 'commune_chair'] as const

/** So many pages of one kind are looked at. */
const ofAKind = 6

/** Opens whatever the links of the console lead to, as each role, so many times each. */
export async function walkConsole(url: string, rounds: number): Promise<Opened[]> {
  const opened: Opened[] = []
  for (const role of walkers) {
    const desk = await openDesk(url, role)
    const paths = await pathsFrom(desk)
    tell(`${role}: ${paths.length} pages`)
    for (let round = 0; round < rounds; round++)
      for (const path of paths) opened.push({ kind: `${role} ${kindOf(path)}`, ...(await timed(desk, path)) })
  }
  return opened
}

async function timed(desk: Desk, path: string): Promise<{ ms: number; bytes: number }> {
  const from = moment()
  const html = await desk.page(path)
  return { ms: moment() - from, bytes: Buffer.byteLength(html) }
}

/** Follows links, some of each kind, until nothing new is found. */
async function pathsFrom(desk: Desk): Promise<string[]> {
  const found = new Set(['/console'])
  const kinds = new Map<string, number>()
  const add = (path: string) => {
    const kind = kindOf(path)
    const seen = kinds.get(kind) ?? 0
    if (found.has(path) || seen >= ofAKind) return
    kinds.set(kind, seen + 1)
    found.add(path)
  }
  for (const path of found) {
    const html = await desk.page(path)
    for (const [, address = ''] of html.matchAll(/href="([^"#]+)"/g)) {
      const link = new URL(address.replaceAll('&amp;', '&'), `http://loa${path}`)
      if (link.host === 'loa' && isPage(link)) add(link.pathname + link.search)
    }
    if (path === '/console/people') for (const text of searches) add(`/console/people?q=${encodeURIComponent(text)}`)
  }
  return [...found]
}

/** Links that change something, or are no page. */
function isPage({ pathname, searchParams }: URL): boolean {
  return (
    pathname.startsWith('/console') && !/sign-out|\.(css|js|csv|xlsx|pdf)$/.test(pathname) && !searchParams.has('lang')
  )
}

function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://loa')
  const searched = searchParams.get('q')
  const names = [...new Set(searchParams.keys())].sort().join('&')
  return `${pathname.replace(/\d+/g, ':n')}${searched ? `?q=${searched}` : names ? `?${names}` : ''}`
}
