import { Hono } from 'hono'
import { isWebChannel } from '../../ports/web-channel.ts'
import type { HttpDeps } from '../env.ts'
import type { HttpEnv } from '../http-env.ts'
import { look, sign } from '../page.tsx'
import { apiRoutes } from './api.ts'
import type { ChatDeps } from './chat-deps.ts'
import { script } from './chat-page.tsx'
import { events } from './events.ts'
import { allowances, makeLimits } from './limits.ts'
import { postPhoto } from './photo.ts'
import { post, switchLanguage } from './post.ts'
import { showChanges } from './show.tsx'
import { visit } from './visit.ts'
import { visitorOf } from './visitor.ts'

/** The web chat under `/chat`: the page, what its forms and its script need, and the same for programs under `/chat/api`. */
export function chatRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  for (const file of [look, sign, script]) routes.get(file.path.replace(/^\/chat/, ''), file.serve)
  const { web } = deps.channels
  if (!isWebChannel(web)) return routes
  const chat: ChatDeps = { ...deps, web, limits: makeLimits(allowances) }
  routes.use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })
  routes.get('/', (c) => visit(c, chat))
  routes.post('/', (c) => post(c, chat))
  routes.post('/language', (c) => switchLanguage(c, chat))
  const { photos } = deps
  if (photos) routes.post('/photo', (c) => postPhoto(c, chat, photos))
  routes.get('/lines', async (c): Promise<Response> => {
    const visitor = visitorOf(c, chat)
    return visitor ? showChanges(c, chat, visitor) : c.body(null, 401)
  })
  routes.get('/events', (c) => events(c, chat))
  routes.route('/api', apiRoutes(chat))
  return routes
}
