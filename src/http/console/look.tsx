import type { Theme } from '../../domain/theme.ts'
import { asset } from '../asset.ts'

const type = 'text/css; charset=utf-8'

/** The look of the console, in the light. */
export const consoleLook = asset({
  file: new URL('./style.css', import.meta.url),
  path: '/console/style.css',
  type,
})

/** Its colours in the dark, and nothing else. */
export const darkLook = asset({ file: new URL('./dark.css', import.meta.url), path: '/console/dark.css', type })

/** Where the dark colours hold. Paper is white in any case. */
const dark = { device: 'screen and (prefers-color-scheme: dark)', dark: 'screen' } as const

/** What the browser itself draws by: fields, bars to scroll by, and the ground before the first style has come. */
const schemes: Record<Theme, string> = { device: 'light dark', light: 'light', dark: 'dark' }

/** The style of a page in a theme. The server says it, so that no page is first drawn in the other one. */
export function Look({ theme }: { theme: Theme }) {
  return (
    <>
      <meta name="color-scheme" content={schemes[theme]} />
      <link rel="stylesheet" href={consoleLook.href} />
      {theme === 'light' ? null : <link rel="stylesheet" href={darkLook.href} media={dark[theme]} />}
    </>
  )
}
