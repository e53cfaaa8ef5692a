import type { Child } from 'hono/jsx'
import { asset } from './asset.ts'

/** The look of all pages of this folder: colours, letters, measures. */
export const look = asset({
  file: new URL('./chat/style.css', import.meta.url),
  path: '/chat/style.css',
  type: 'text/css; charset=utf-8',
})

/** The sign of Loa: a loudspeaker. */
export const sign = asset({
  file: new URL('./chat/loa.svg', import.meta.url),
  path: '/chat/loa.svg',
  type: 'image/svg+xml',
})

interface PageProps {
  lang: string
  title: string
  /** Names the page for the style sheet. */
  kind: string
  styles?: string[]
  scripts?: string[]
  children: Child
}

/** A whole page around its content. */
export function Page({ lang, title, kind, styles = [], scripts = [], children }: PageProps) {
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#17493a" />
        <title>{title}</title>
        <link rel="icon" href={sign.href} type="image/svg+xml" />
        {[look.href, ...styles].map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script src={src} defer></script>
        ))}
      </head>
      <body class={kind}>{children}</body>
    </html>
  )
}

/** The page as text, with its doctype. */
export function document(page: { toString(): string } | Promise<{ toString(): string }>): Promise<string> {
  return Promise.resolve(page).then((html) => `<!doctype html>${html}`)
}
