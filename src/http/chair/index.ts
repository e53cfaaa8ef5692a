import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { keepNothing, ownFormsOnly } from '../console/guard.ts'
import type { HttpDeps } from '../env.ts'
import type { HttpEnv } from '../http-env.ts'
import { tokenPattern } from '../token-pattern.ts'
import { confirmChosen, showCheck } from './confirm.tsx'
import { showDone } from './done.tsx'
import { behindDoor, openDoor } from './door.tsx'
import { showLosses } from './losses.tsx'
import { type ChairDeps, type ChairEnv, chairLook, linkGone } from './page.tsx'
import { sendBack, showReturn } from './return.tsx'
import { unlisted } from './unlisted.ts'
import { showWaiting } from './waiting.tsx'

/** The pages of a commune chair, to be mounted under `/chair`: opened by a link and a PIN, for one commune, without an account. */
export function chairRoutes(http: HttpDeps): Hono<HttpEnv> {
  const deps: ChairDeps = { ...http, randomBytes }
  const app = new Hono<ChairEnv>()
  app.get('/style.css', chairLook.serve as never)
  app.use(keepNothing)
  app.use(ownFormsOnly(deps))
  app.use(unlisted(deps, linkGone))
  const path = `/:token{${tokenPattern}}` as '/:token'
  const door = behindDoor(deps)
  app.post(`${path}/open`, (c) => openDoor(c, deps))
  app.get(path, door, (c) => showWaiting(c, deps))
  app.get(`${path}/check`, door, (c) => showCheck(c, deps))
  app.post(`${path}/confirm`, door, (c) => confirmChosen(c, deps))
  app.get(`${path}/return/:id`, door, (c) => showReturn(c, deps))
  app.post(`${path}/return/:id`, door, (c) => sendBack(c, deps))
  app.get(`${path}/done`, door, (c) => showDone(c, deps))
  app.get(`${path}/losses`, door, (c) => showLosses(c, deps))
  app.all('*', linkGone)
  return app as unknown as Hono<HttpEnv>
}
