import { createMiddleware } from 'hono/factory'
import { plainText } from '../../domain/plain-text.ts'
import { type ChairCtx, type ChairDeps, type ChairEnv, speechOf } from './page.tsx'

/** Says how a page speaks. No search engine keeps what lies behind a link, and no address of ours holds what no database takes: `gone` answers it. */
export function unlisted(deps: ChairDeps, gone: (c: ChairCtx) => Promise<Response>) {
  return createMiddleware<ChairEnv>(async (c, next) => {
    c.set('speech', speechOf(c, deps))
    c.header('X-Robots-Tag', 'noindex, nofollow')
    return plainText(c.req.path) === c.req.path ? next() : gone(c)
  })
}
