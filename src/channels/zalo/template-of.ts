import type { Filler } from '../../conversation/words.ts'
import type { Outbound, Passage, Say } from '../../ports/channel.ts'
import type { TemplateData } from './account-api.ts'
import type { TemplateOut } from './template.ts'

/** The registered text that stands for a message, filled in the reader's language; undefined where it goes as an ordinary message. */
export function templateOf(
  { passage, address, deliveryId, message, lang }: Outbound,
  say: Say,
): TemplateOut | undefined {
  const { template, way, phone } = passage ?? {}
  if (!template || (way === 'template_by_phone' && phone === undefined)) return undefined
  const text = (value: Filler) => say({ key: 'channels:template.fact', with: { value } }, lang)
  return {
    deliveryId,
    templateId: template.id,
    data: filled(template, { facts: message.facts?.with ?? {}, text }),
    to: way === 'template_by_phone' && phone !== undefined ? { phone } : { userId: address },
  }
}

/** Where there is nothing to say: a gap must not be empty. */
const nothing = '-'

function filled(
  { params }: NonNullable<Passage['template']>,
  { facts, text }: { facts: Record<string, Filler>; text: (value: Filler) => string },
): TemplateData {
  return Object.fromEntries(
    params.flatMap(({ name, fact, longest }) => {
      const value = facts[fact]
      return value === undefined ? [] : [[name, shortened(text(value), { fact, longest }) || nothing]]
    }),
  )
}

/**
 * A gap holds so many characters, and a longer text is refused. Whole words are kept: of a name the last ones, by which people are called,
 * of anything else the first ones.
 */
function shortened(text: string, { fact, longest }: { fact: string; longest: number }): string {
  const words = text.normalize('NFC').replace(/\s+/g, ' ').trim().split(' ')
  while (words.length > 1 && lengthOf(words.join(' ')) > longest) {
    if (fact === 'name') words.shift()
    else words.pop()
  }
  return [...words.join(' ')].slice(0, longest).join('')
}

function lengthOf(text: string): number {
  return [...text].length
}
