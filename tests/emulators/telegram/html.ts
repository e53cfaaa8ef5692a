import { badRequest, type Entity } from './world.ts'

/** Text and marks of an HTML message, read as strictly and refused in the same words as `parse_html` of TDLib. */
export function parseHtml(source: string): { text: string; entities: Entity[] } {
  const entities: Entity[] = []
  const open: { tag: string; offset: number }[] = []
  let text = ''
  let i = 0
  while (i < source.length) {
    if (source[i] === '&') {
      const decoded = characterAt(source, i)
      text += decoded.text
      i += decoded.taken
    } else if (source[i] !== '<') {
      text += source[i]
      i += 1
    } else if (source[i + 1] !== '/') {
      const tag = startTag(source, i)
      open.push({ tag: tag.name, offset: text.length })
      i += tag.taken
    } else {
      const end = endTag(source, i, open.at(-1)?.tag)
      const { tag, offset } = open.pop()!
      if (text.length > offset) entities.push({ type: types[tag]!, offset, length: text.length - offset })
      i += end
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw unparsed(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

const types: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
}

function unparsed(why: string) {
  return badRequest(`can't parse entities: ${why}`)
}

function bytes(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at))
}

// Only these four names and numbers are decoded; everything else stays as it was written.
function characterAt(source: string, at: number): { text: string; taken: number } {
  const found = /&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));?/iy
  found.lastIndex = at
  const read = found.exec(source)
  if (!read) return { text: '&', taken: 1 }
  const [whole, name, decimal, hex] = read
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 0
  const text = name ? { lt: '<', gt: '>', amp: '&', quot: '"' }[name.toLowerCase()]! : String.fromCodePoint(code)
  return { text, taken: whole.length }
}

function startTag(source: string, at: number): { name: string; taken: number } {
  const where = `at byte offset ${bytes(source, at)}`
  const name = /[^\s>]*/y
  name.lastIndex = at + 1
  const tag = name.exec(source)![0].toLowerCase()
  let i = at + 1 + tag.length
  if (i >= source.length) throw unparsed(`Unclosed start tag ${where}`)
  if (!(tag in types)) throw unparsed(`Unsupported start tag "${tag}" ${where}`)
  let spoiler = false
  for (;;) {
    while (/\s/.test(source[i] ?? '')) i += 1
    if (source[i] === '>') break
    const attribute = /([^\s=]*)\s*(=?)\s*("[^"]*"|'[^']*'|[\w.-]*)/y
    attribute.lastIndex = i
    const [whole, key, equal, value] = attribute.exec(source)!
    if (!key) throw unparsed(`Empty attribute name in the tag "${tag}" ${where}`)
    if (!equal) throw unparsed(`Expected equal sign in declaration of an attribute of the tag "${tag}" ${where}`)
    i += whole.length
    if (i >= source.length) throw unparsed(`Unclosed start tag ${where}`)
    if (key === 'class' && value?.slice(1, -1) === 'tg-spoiler') spoiler = true
  }
  if (tag === 'span' && !spoiler) throw unparsed(`Tag "span" must have class "tg-spoiler" ${where}`)
  return { name: tag, taken: i + 1 - at }
}

function endTag(source: string, at: number, expected: string | undefined): number {
  const where = `at byte offset ${bytes(source, at)}`
  if (expected === undefined) throw unparsed(`Unexpected end tag ${where}`)
  const end = /<\/([^\s>]*)\s*(>?)/y
  end.lastIndex = at
  const [whole, name, closed] = end.exec(source)!
  if (!closed) throw unparsed(`Unclosed end tag ${where}`)
  const found = name!.toLowerCase()
  if (found && found !== expected)
    throw unparsed(`Unmatched end tag ${where}, expected "</${expected}>", found "</${found}>"`)
  return whole.length
}
