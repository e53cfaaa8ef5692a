import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { openChairLink } from '../../app/chair-open.ts'
import { Field } from '../console/parts.tsx'
import type { Ctx as PlainCtx } from '../http-env.ts'
import { networkAddressOf } from '../http-env.ts'
import { type ChairCtx, type ChairDeps, type ChairEnv, ChairPage, linkGone, type Speech, showChair } from './page.tsx'
import { typedIn } from './typed.ts'

const COOKIE = 'loa_chair'

/** Lets the browser in that gave the PIN; every other one stands before the door. */
export function behindDoor(deps: ChairDeps) {
  return createMiddleware<ChairEnv>(async (c, next) => {
    const [token, session] = [c.req.param('token') ?? '', getCookie(c, COOKIE) ?? '']
    const at = deps.clock.now()
    const link = session ? await deps.store.chairLinks.bySession({ token, session, at }) : undefined
    if (!link) return c.req.method === 'GET' ? showDoor(c, deps) : c.redirect(`/chair/${token}`, 303)
    c.set('link', link)
    return next()
  })
}

/** Takes the PIN, and the name of who opens the link this time. */
export async function openDoor(c: ChairCtx, deps: ChairDeps): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const form = await typedIn(c)
  const [pin, name] = [form.one('pin'), form.one('name')]
  const opened = await openChairLink(deps, { token, pin, name, network: networkAddressOf(c as unknown as PlainCtx) })
  if (opened.kind === 'gone') return linkGone(c)
  if (opened.kind !== 'open') return showDoor(c, deps, { problem: opened.kind, name })
  const kept = { path: '/chair', sameSite: 'Lax', httpOnly: true, maxAge: 7 * 86_400 } as const
  setCookie(c, COOKIE, opened.session, { ...kept, secure: !deps.insecureCookies })
  return c.redirect(`/chair/${token}`, 303)
}

interface Tried {
  problem: 'wrong' | 'too_many' | 'no_name' | 'no_pin'
  name: string
}

async function showDoor(c: ChairCtx, deps: ChairDeps, tried?: Tried): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const link = await deps.store.chairLinks.byToken(token, deps.clock.now())
  if (!link || link.locked) return linkGone(c)
  const status = { wrong: 401, no_name: 422, too_many: 429, no_pin: 409 } as const
  const page = <Door speech={c.get('speech')} token={token} {...(tried ? { tried } : {})} />
  return showChair(c, page, tried ? status[tried.problem] : 200)
}

function Door({ speech, token, tried }: { speech: Speech; token: string; tried?: Tried }) {
  const { ui, say } = speech
  const said = (problem: Tried['problem']) => (tried?.problem === problem ? say(`chair:door.${problem}`) : undefined)
  return (
    <ChairPage speech={speech} title={say('chair:door.title')}>
      <div class="narrow">
        <h1>{say('chair:door.title')}</h1>
        <p class="lead">{say('chair:door.lead')}</p>
        {tried?.problem === 'too_many' || tried?.problem === 'no_pin' ? (
          <p class="notice bad" role="alert">
            {say(`chair:door.${tried.problem}`)}
          </p>
        ) : null}
        <form method="post" action={`/chair/${token}/open`}>
          <Field
            {...{
              ui,
              name: 'name',
              label: say('chair:door.name'),
              hint: say('chair:door.name_hint'),
              value: tried?.name,
            }}
            {...{ problem: said('no_name'), autocomplete: 'name', maxlength: 80 }}
          />
          <Field
            {...{
              ui,
              name: 'pin',
              label: say('chair:door.pin'),
              hint: say('chair:door.pin_hint'),
              problem: said('wrong'),
            }}
            {...{ inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 12 }}
          />
          <button class="press" type="submit">
            {say('chair:door.open')}
          </button>
        </form>
        <p>{say('chair:door.safe')}</p>
      </div>
    </ChairPage>
  )
}
