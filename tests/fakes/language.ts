import type { Filler, Words } from '../../src/conversation/words.ts'
import type { Language } from '../../src/ports/language.ts'
import { langs, say } from '../channels/say.ts'

/** The real locale files, said as simply as will do: no library, no plural, dates as day/month/year. */
export const fakeLanguage: Language = {
  langs,
  say: (words, lang) => say(plainly(words), lang),
  lists: () => [],
  nearest: (lang) => langs.find((known) => lang?.startsWith(known)) ?? langs[0],
}

function plainly({ key, with: fillers = {} }: Words): Words {
  return { key, with: Object.fromEntries(Object.entries(fillers).map(([name, filler]) => [name, written(filler)])) }
}

function written(filler: Filler): Filler {
  if (typeof filler !== 'object') return filler
  if ('day' in filler) return filler.day.split('-').reverse().join('/')
  if ('dong' in filler) return `${filler.dong.toLocaleString('vi-VN')} đồng`
  if ('pct' in filler) return `${filler.pct}%`
  return 'list' in filler ? { list: filler.list.map(written) } : { words: plainly(filler.words) }
}
