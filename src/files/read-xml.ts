import { SaxesParser } from 'saxes'

/** What hears of the parts of a document, in their order. Names come without their prefix. */
export interface XmlEars {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Reads a document in UTF-8 as it comes in, and yields after every stretch of it, so that what was heard until then can be handed on.
 * Throws where it is not well formed, or declares things of its own, as no part of a workbook does.
 */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, ears: XmlEars): AsyncGenerator<void, undefined> {
  const parser = parserFor(ears)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode())
  parser.close()
  yield
  return undefined
}

/** Reads a whole document. */
export async function hearXml(bytes: AsyncIterable<Uint8Array>, ears: XmlEars): Promise<void> {
  for await (const _ of readXml(bytes, ears));
}

function parserFor(ears: XmlEars) {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new Error('a part of a workbook declares things of its own')
  })
  parser.on('opentag', ({ name, attributes }) => ears.open?.(bare(name), attributes as Record<string, string>))
  parser.on('closetag', ({ name }) => ears.close?.(bare(name)))
  parser.on('text', (text) => ears.text?.(text))
  parser.on('cdata', (text) => ears.text?.(text))
  return parser
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
