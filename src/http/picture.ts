import { Hono } from 'hono'
import type { HttpDeps } from './env.ts'
import type { HttpEnv } from './http-env.ts'
import { tokenPattern } from './token-pattern.ts'

/** Kept by browsers for so many seconds: one that is taken back is gone within the hour. */
const keptSeconds = 3_600

/** A draft that was tried out shows its picture for so many milliseconds. */
const triedMs = 3_600_000

/**
 * `GET /picture/<token>`: the picture of an announcement, for everybody who got its address. Of one that is still a draft there is none, but
 * for an hour after somebody of staff has sent it to themselves.
 */
export function pictureRoutes({ store, clock }: Pick<HttpDeps, 'store' | 'clock'>): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.get(`/:token{${tokenPattern}}` as '/:token', async (c) => {
    const picture = await store.announcementPictures.published(
      c.req.param('token'),
      new Date(clock.now().getTime() - triedMs),
    )
    if (!picture) return c.notFound()
    return c.body(picture.bytes, 200, {
      'Content-Type': picture.mime,
      'Cache-Control': `public, max-age=${keptSeconds}`,
      'X-Robots-Tag': 'noindex, nofollow',
    })
  })
  return app
}
