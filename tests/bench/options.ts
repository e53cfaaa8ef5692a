/** The options of a bench as they were given: `--rate 30` is `{ rate: '30' }`. */
export type Options = Record<string, string>

/** What was typed cannot be run; the sentence says why. */
export class WrongOption extends Error {
  override name = 'WrongOption'
}

/** Reads `--name value` pairs. Error: `WrongOption` for a name that the bench does not take, a missing value, a stray word. */
export function readOptions(words: readonly string[], takes: readonly string[]): Options {
  const options: Options = {}
  for (let i = 0; i < words.length; i += 2) {
    const [word = '', value] = words.slice(i, i + 2)
    const name = word.slice(2)
    if (!word.startsWith('--')) throw new WrongOption(`"${word}" is no option: options are written --name value`)
    if (!takes.includes(name)) throw new WrongOption(`--${name} is not known here; there is ${listed(takes)}`)
    if (name in options) throw new WrongOption(`--${name} is given twice`)
    if (value === undefined || value.startsWith('--')) throw new WrongOption(`--${name} wants a value`)
    options[name] = value
  }
  return options
}

/** A whole number between `least` and `most`, or `usual` where nothing was given. Error: `WrongOption`. */
export function whole(
  options: Options,
  name: string,
  { usual, least = 1, most = 10_000_000 }: { usual: number; least?: number; most?: number },
): number {
  const text = options[name]
  if (text === undefined) return usual
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '') return value
  throw new WrongOption(`--${name} takes a whole number from ${least} to ${most}, not "${text}"`)
}

/** One of the words, the first where nothing was given. Error: `WrongOption`. */
export function oneOf<W extends string>(options: Options, name: string, words: readonly [W, ...W[]]): W {
  const text = options[name] ?? words[0]
  const found = words.find((word) => word === text)
  if (found === undefined) throw new WrongOption(`--${name} takes ${words.join(' or ')}, not "${text}"`)
  return found
}

function listed(takes: readonly string[]): string {
  return takes.length === 0 ? 'none' : takes.map((name) => `--${name}`).join(', ')
}
