import { asset } from '../asset.ts'
import { Page } from '../page.tsx'
import { Board, type Sender } from './board.tsx'
import { Composer } from './composer.tsx'
import { Lines, type T } from './lines.tsx'
import type { TalkView } from './talk-view.ts'

/** What makes the page better, where a browser runs it. */
export const script = asset({
  file: new URL('./chat.js', import.meta.url),
  path: '/chat/chat.js',
  type: 'text/javascript; charset=utf-8',
})

/** What the page shows. */
export interface ChatPageProps {
  lang: string
  other: string
  office: Sender
  talk: TalkView
  seal: string
  /** A sentence about what did not work. */
  notice?: string
  /** Words that were typed and not taken. */
  kept?: string
  /** True where the lines are older ones. */
  past: boolean
  t: T
}

/** The chat, whole. */
export function ChatPage({ lang, other, office, talk, seal, notice, kept, past, t }: ChatPageProps) {
  return (
    <Page lang={lang} title={t('title', { office: office.name })} kind="chat" scripts={past ? [] : [script.href]}>
      <Board office={office} other={other} seal={seal} t={t} />
      <main data-offline={t('offline')} data-failed={t('failed')} data-past={past ? 'yes' : 'no'}>
        <div id="scroll" class="scroll" role="log" aria-label={t('talk')} tabindex={0}>
          <div>
            <Lines talk={talk} seal={seal} t={t} />
            <p id="writing" class="writing" hidden>
              <span class="unseen">{t('writing')}</span>
              <i></i>
              <i></i>
              <i></i>
            </p>
            {talk.waiting ? (
              <p class="look">
                <a href="/chat">{t('look')}</a>
              </p>
            ) : null}
            {past ? (
              <p class="look">
                <a href="/chat">{t('newest')}</a>
              </p>
            ) : null}
          </div>
        </div>
        <p id="notice" class="notice" role="status">
          {notice ?? ''}
        </p>
        <Composer input={talk.prompt?.input} seal={seal} t={t} {...(kept === undefined ? {} : { kept })} />
      </main>
    </Page>
  )
}
