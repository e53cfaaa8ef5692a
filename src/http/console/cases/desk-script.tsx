import { asset } from '../../asset.ts'

/** Keeps the list and a case fresh where it runs, and puts canned words into the answer. */
export const deskScript = asset({
  file: new URL('./desk.js', import.meta.url),
  path: '/console/cases/desk.js',
  type: 'text/javascript; charset=utf-8',
})

/** The script of the list and of a case. Every link and form works without it. */
export function DeskScript() {
  return <script src={deskScript.href} defer></script>
}
