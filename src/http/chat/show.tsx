import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Filler } from '../../conversation/words.ts'
import type { Ctx } from '../http-env.ts'
import { chosenLang } from '../lang.ts'
import { document } from '../page.tsx'
import type { Sender } from './board.tsx'
import type { ChatDeps } from './chat-deps.ts'
import { ChatPage } from './chat-page.tsx'
import { Composer } from './composer.tsx'
import { Lines, type T } from './lines.tsx'
import { talkView } from './talk-view.ts'
import { sealOf, type Visitor } from './visitor.ts'

/** What may be said on the page besides the talk. */
export interface Showing {
  visitor: Visitor
  before?: string
  /** A key of `chat:notice`, and what fills its gaps. */
  notice?: { key: string; with?: Record<string, string | number> }
  kept?: string
  status: ContentfulStatusCode
}

/** Answers with the whole page. */
export async function showChat(c: Ctx, deps: ChatDeps, showing: Showing): Promise<Response> {
  const { visitor, before, notice, kept, status } = showing
  const lang = await langOf(c, deps, visitor)
  const t = saying(deps, lang)
  const talk = await talkView(deps, visitor, { lang, ...(before === undefined ? {} : { before }) })
  const page = (
    <ChatPage
      lang={lang}
      other={deps.language.langs.find((l) => l !== lang) ?? lang}
      office={await officeOf(deps, t)}
      talk={talk}
      seal={sealOf(visitor)}
      past={before !== undefined}
      t={t}
      {...(notice ? { notice: t(`notice.${notice.key}`, notice.with) } : {})}
      {...(kept === undefined ? {} : { kept })}
    />
  )
  return c.html(await document(page), status)
}

/** Answers with what may have changed: the list and the field, for the script to merge. */
export async function showChanges(c: Ctx, deps: ChatDeps, visitor: Visitor): Promise<Response> {
  const lang = await langOf(c, deps, visitor)
  const t = saying(deps, lang)
  const talk = await talkView(deps, visitor, { lang })
  const seal = sealOf(visitor)
  return c.html(
    <>
      <Lines talk={talk} seal={seal} t={t} />
      <Composer input={talk.prompt?.input} seal={seal} t={t} />
    </>,
  )
}

/** The language that a visitor reads: that of their account, before there is one that of the page. */
export async function langOf(c: Ctx, deps: ChatDeps, { sender }: Visitor): Promise<string> {
  const account = await deps.store.history.accountAt(sender)
  return account?.lang ?? chosenLang(c, deps)
}

/** Says the words of the chat page in a language. */
export function saying({ language }: Pick<ChatDeps, 'language'>, lang: string): T {
  return (key, fillers: Record<string, Filler> = {}) => language.say({ key: `chat:${key}`, with: fillers }, lang)
}

/** The office that answers; before one is set up, the bank by its name. */
async function officeOf({ store }: ChatDeps, t: T): Promise<Sender> {
  const office = await store.units.mainOffice().catch(() => undefined)
  return office ? { name: office.name, phone: office.phone } : { name: t('bank'), phone: '' }
}
