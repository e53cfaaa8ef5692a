import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Preview } from '../../../ports/previews.ts'
import type { Paragraph } from '../../../ports/web-channel.ts'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** What is shown of one language. */
export interface PreviewOfLang {
  lang: string
  /** One row of previews for each text. */
  texts: readonly (readonly Preview[])[]
}

/** The very messages that go out, for each channel and in each language that somebody may read. */
export function Previews({ ui, langs }: { ui: Ui; langs: readonly PreviewOfLang[] }) {
  return (
    <section class="previews">
      <h2>{ui.t('announcements.looks')}</h2>
      {langs.map(({ lang, texts }) => (
        <details open={lang === ui.lang} lang={lang} class="boxes">
          <summary lang={ui.lang}>{ui.t(`langs.${lang}`)}</summary>
          {texts.flatMap((previews, i) =>
            previews.map((preview) => (
              <figure>
                <figcaption lang={ui.lang}>
                  {[ui.t(`channels.${preview.channel}`), ...(i > 0 ? [saying(ui)('compare.b')] : [])].join(' – ')}
                </figcaption>
                <Phone ui={ui} preview={preview} />
              </figure>
            )),
          )}
        </details>
      ))}
    </section>
  )
}

function Phone({ ui, preview }: { ui: Ui; preview: Preview }): Child {
  if ('problem' in preview)
    return <p class="notice bad">{saying(ui)('preview.problem', { problem: preview.problem })}</p>
  if ('view' in preview)
    return (
      <div class="phone">
        {preview.view.paragraphs.map((paragraph) => (
          <p class={paragraph.as}>{linesOf(paragraph)}</p>
        ))}
      </div>
    )
  const marked = preview.channel === 'telegram'
  return preview.texts.map((text) => (
    <div class="phone">
      {/* Telegram's own marks, drawn by the channel, which escapes all else. */}
      <p class="sent">{marked ? raw(text) : text}</p>
    </div>
  ))
}

function linesOf({ lines }: Paragraph): Child[] {
  return lines.flatMap((runs, i) => [
    ...(i > 0 ? [<br />] : []),
    ...runs.map(({ text, href }) => (href ? <a href={href}>{text}</a> : text)),
  ])
}
