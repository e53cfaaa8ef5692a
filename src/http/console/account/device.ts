/** The makes that people know, the most particular first: most browsers claim to be several others, too. */
const browsers = [
  ['Coc Coc', /coc_coc_browser/i],
  ['Zalo', /zalo/i],
  ['Edge', /edg(e|a|ios)?\//i],
  ['Opera', /opr\/|opera/i],
  ['Samsung Internet', /samsungbrowser/i],
  ['Firefox', /firefox|fxios/i],
  ['Chrome', /chrome|crios|chromium/i],
  ['Safari', /safari/i],
] as const

const systems = [
  ['Android', /android/i],
  ['iPhone', /iphone/i],
  ['iPad', /ipad/i],
  ['Windows', /windows/i],
  ['macOS', /mac os x|macintosh/i],
  ['Linux', /linux|x11/i],
] as const

/** What a browser says of itself, in words that its owner knows: "Chrome, Windows". Empty where nothing is known. */
export function deviceOf(userAgent: string): string {
  const known = [browsers, systems].flatMap((makes) => makes.find(([, mark]) => mark.test(userAgent))?.[0] ?? [])
  return known.join(', ')
}
