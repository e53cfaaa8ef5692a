import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { ChairEnv } from '../chair/page.tsx'
import { unlisted } from '../chair/unlisted.ts'
import { keepNothing, ownFormsOnly } from '../console/guard.ts'
import type { HttpDeps } from '../env.ts'
import { tokenPattern } from '../token-pattern.ts'
import type { SheetDeps } from './sheet-deps.ts'
import { openSheetDoor, sendSheetPdf, sendSheetXlsx, sheetGone, showSheet } from './sheet-page.tsx'

/** The pages by which a leader opens the sheet of the group, to be mounted under `/sheet`: once, by a link and a PIN, both from the chat. */
export function sheetRoutes(http: Omit<SheetDeps, 'randomBytes'> & Pick<HttpDeps, 'publicUrl'>): Hono {
  const deps: SheetDeps = { ...http, randomBytes }
  const app = new Hono<ChairEnv>()
  app.use(keepNothing)
  app.use(ownFormsOnly(deps))
  app.use(unlisted(deps, sheetGone))
  const path = `/:token{${tokenPattern}}` as '/:token'
  app.get(path, (c) => showSheet(c, deps))
  app.post(`${path}/open`, (c) => openSheetDoor(c, deps))
  app.get(`${path}/bang-thu.pdf`, (c) => sendSheetPdf(c, deps))
  app.get(`${path}/bang-thu.xlsx`, (c) => sendSheetXlsx(c, deps))
  app.all('*', sheetGone)
  return app as unknown as Hono
}
