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

interface PreviewsProps {
  ui: Ui
  langs: readonly PreviewOfLang[]
  /** Where staff see the picture. */
  picture: string
}

/** The very messages that go out, for each channel and in each language that somebody may read. */
export function Previews({ ui, langs, picture }: PreviewsProps) {
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
                <Phone ui={ui} preview={preview} picture={picture} />
              </figure>
            )),
          )}
        </details>
      ))}
    </section>
  )
}

function Phone({ ui, preview, picture }: { ui: Ui; preview: Preview; picture: string }): Child {
  if ('problem' in preview)
    return <p class="notice bad">{saying(ui)('preview.problem', { problem: preview.problem })}</p>
  if ('view' in preview)
    return (
      <div class="phone">
        {preview.view.paragraphs.map((paragraph) => (
          <Shown paragraph={paragraph} picture={picture} />
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

function Shown({ paragraph, picture }: { paragraph: Paragraph; picture: string }) {
  if (!paragraph.picture) return <p class={paragraph.as}>{linesOf(paragraph)}</p>
  const { alt, width, height } = paragraph.picture
  return (
    <p class="picture">
      <img src={picture} alt={alt} width={width} height={height} loading="lazy" />
    </p>
  )
}

function linesOf({ lines }: Paragraph): Child[] {
  return lines.flatMap((runs, i) => [
    ...(i > 0 ? [<br />] : []),
    ...runs.map(({ text, href }) => (href ? <a href={href}>{text}</a> : text)),
  ])
}
