import { getCookie, setCookie } from 'hono/cookie'
import { openLedSheet } from '../../app/sheet-form.ts'
import { linkHours, openSheetLink } from '../../app/sheet-link.ts'
import type { CollectionSheetForm } from '../../ports/forms.ts'
import { type ChairCtx, ChairPage, type Speech, showChair } from '../chair/page.tsx'
import { typedIn } from '../chair/typed.ts'
import { Field } from '../console/parts.tsx'
import type { Ctx as PlainCtx } from '../http-env.ts'
import { networkAddressOf } from '../http-env.ts'
import type { SheetDeps } from './sheet-deps.ts'
import { sheetTable } from './sheet-table.ts'

const COOKIE = 'loa_sheet'

/** The door, or behind it the two files. Who opened it goes in; every other browser stands before a link that is used up. */
export async function showSheet(c: ChairCtx, deps: SheetDeps): Promise<Response> {
  const { token, session } = shownBy(c)
  const at = deps.clock.now()
  const link = session ? await deps.store.leaderBench.linkBySession({ token, session, at }) : undefined
  if (link) return showChair(c, <Files speech={c.get('speech')} token={token} />)
  const door = await deps.store.leaderBench.linkOf(token, at)
  return !door || door.opened || door.locked
    ? sheetGone(c)
    : showChair(c, <Door speech={c.get('speech')} token={token} />)
}

/** Takes the PIN. A right one uses the link up. */
export async function openSheetDoor(c: ChairCtx, deps: SheetDeps): Promise<Response> {
  const { token } = shownBy(c)
  const pin = (await typedIn(c)).one('pin')
  const opened = await openSheetLink(deps, { token, pin, network: networkAddressOf(c as unknown as PlainCtx) })
  if (opened.kind === 'gone') return sheetGone(c)
  if (opened.kind !== 'open') {
    const page = <Door speech={c.get('speech')} token={token} problem={opened.kind} />
    return showChair(c, page, opened.kind === 'wrong' ? 401 : 429)
  }
  const kept = { path: '/sheet', sameSite: 'Lax', httpOnly: true, maxAge: linkHours * 3_600 } as const
  setCookie(c, COOKIE, opened.session, { ...kept, secure: !deps.insecureCookies })
  return c.redirect(`/sheet/${token}`, 303)
}

/** The sheet as PDF. */
export async function sendSheetPdf(c: ChairCtx, deps: SheetDeps): Promise<Response> {
  const form = await openLedSheet(deps, shownBy(c))
  return form
    ? file(c, { name: nameOf(form, 'pdf'), type: 'application/pdf', bytes: await deps.forms.draw(form, 'vi') })
    : sheetGone(c)
}

/** The sheet as a table. */
export async function sendSheetXlsx(c: ChairCtx, deps: SheetDeps): Promise<Response> {
  const form = await openLedSheet(deps, shownBy(c))
  if (!form) return sheetGone(c)
  const bytes = await deps.tableFiles.write(
    sheetTable((words) => deps.language.say(words, 'vi'), form),
    'xlsx',
  )
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return file(c, { name: nameOf(form, 'xlsx'), type, bytes })
}

/** What is said of a link that opens nothing, whatever the matter: nobody learns which ones there are. */
export function sheetGone(c: ChairCtx): Promise<Response> {
  const speech = c.get('speech')
  const title = speech.say('sheet:gone.title')
  const page = (
    <ChairPage speech={speech} title={title}>
      <h1>{title}</h1>
      <p>{speech.say('sheet:gone.text')}</p>
    </ChairPage>
  )
  return showChair(c, page, 404)
}

function shownBy(c: ChairCtx): { token: string; session: string } {
  return { token: c.req.param('token') ?? '', session: getCookie(c, COOKIE) ?? '' }
}

function nameOf({ group, session }: CollectionSheetForm, ending: string): string {
  return `bang-thu-${group.code.replace(/[^\w-]/g, '')}-${session}.${ending}`
}

function file(c: ChairCtx, { name, type, bytes }: { name: string; type: string; bytes: Uint8Array }): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}

function Door({ speech, token, problem }: { speech: Speech; token: string; problem?: 'wrong' | 'too_many' }) {
  const { ui, say } = speech
  return (
    <ChairPage speech={speech} title={say('sheet:door.title')}>
      <div class="narrow">
        <h1>{say('sheet:door.title')}</h1>
        <p class="lead">{say('sheet:door.lead')}</p>
        {problem === 'too_many' ? (
          <p class="notice bad" role="alert">
            {say('sheet:door.too_many')}
          </p>
        ) : null}
        <form method="post" action={`/sheet/${token}/open`}>
          <Field
            {...{ ui, name: 'pin', label: say('sheet:door.pin'), hint: say('sheet:door.pin_hint') }}
            {...{ problem: problem === 'wrong' ? say('sheet:door.wrong') : undefined }}
            {...{ inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 12 }}
          />
          <button class="press" type="submit">
            {say('sheet:door.open')}
          </button>
        </form>
      </div>
    </ChairPage>
  )
}

function Files({ speech, token }: { speech: Speech; token: string }) {
  const { say } = speech
  return (
    <ChairPage speech={speech} title={say('sheet:files.title')}>
      <div class="narrow">
        <h1>{say('sheet:files.title')}</h1>
        <p>{say('sheet:files.text')}</p>
        <p>
          <a class="press" href={`/sheet/${token}/bang-thu.pdf`}>
            {say('sheet:files.pdf')}
          </a>
        </p>
        <p>
          <a class="press quiet" href={`/sheet/${token}/bang-thu.xlsx`}>
            {say('sheet:files.xlsx')}
          </a>
        </p>
        <p>{say('sheet:files.private')}</p>
      </div>
    </ChairPage>
  )
}
