/** How light the console is for somebody: as their device is, or always the one. */
export const themes = ['device', 'light', 'dark'] as const

/** One of `themes`. */
export type Theme = (typeof themes)[number]

/** Reads a theme as a form or a row has it; undefined for anything else. */
export function readTheme(text: string): Theme | undefined {
  return themes.find((theme) => theme === text)
}
