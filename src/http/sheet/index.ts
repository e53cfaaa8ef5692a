import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { plainText } from '../../domain/plain-text.ts'
import { type ChairDeps, type ChairEnv, speechOf } from '../chair/page.tsx'
import { keepNothing, ownFormsOnly } from '../console/guard.ts'
import type { HttpDeps } from '../env.ts'
import type { SheetDeps } from './sheet-deps.ts'
import { openSheetDoor, sendSheetPdf, sendSheetXlsx, sheetGone, showSheet } from './sheet-page.tsx'

/** A link has 43 characters: 256 bits of chance. */
const tokenPattern = '[A-Za-z0-9_-]{43}'

/** The pages by which a leader opens the sheet of the group, to be mounted under `/sheet`: once, by a link and a PIN, both from the chat. */
export function sheetRoutes(http: Omit<SheetDeps, 'randomBytes'> & Pick<HttpDeps, 'publicUrl'>): Hono {
  const deps: SheetDeps = { ...http, randomBytes }
  const app = new Hono<ChairEnv>()
  app.use(keepNothing)
  app.use(ownFormsOnly(deps))
  app.use(unlisted(deps))
  const path = `/:token{${tokenPattern}}` as '/:token'
  app.get(path, (c) => showSheet(c, deps))
  app.post(`${path}/open`, (c) => openSheetDoor(c, deps))
  app.get(`${path}/bang-thu.pdf`, (c) => sendSheetPdf(c, deps))
  app.get(`${path}/bang-thu.xlsx`, (c) => sendSheetXlsx(c, deps))
  app.all('*', sheetGone)
  return app as unknown as Hono
}

/** No search engine keeps these pages, and no address of ours holds what no database takes. */
function unlisted(deps: ChairDeps) {
  return createMiddleware<ChairEnv>(async (c, next) => {
    c.set('speech', speechOf(c, deps))
    c.header('X-Robots-Tag', 'noindex, nofollow')
    return plainText(c.req.path) === c.req.path ? next() : sheetGone(c)
  })
}
