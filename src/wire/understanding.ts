import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadLanguage, readLocale } from '../i18n.ts'
import { type LanguageData, makeUnderstanding, type Understanding, type Weights } from '../understanding/index.ts'

const weightsFile = join(import.meta.dirname, '../understanding/weights.json')

/** Free text is read by the words of every language and the trained weights. Takes a fraction of a second; nothing is fetched. */
export function loadUnderstanding(): Understanding {
  const weights = JSON.parse(readFileSync(weightsFile, 'utf8')) as Weights
  const languages = loadLanguage().langs.map((lang): LanguageData => {
    const read = <T>(name: string) => readLocale(lang, `understanding/${name}`) as T
    return {
      lexicon: read<LanguageData['lexicon']>('lexicon'),
      sensitive: read<LanguageData['sensitive']>('sensitive'),
      accused: read<LanguageData['accused']>('accused'),
      livelihoods: read<Pick<LanguageData, 'livelihoods'>>('livelihoods').livelihoods,
    }
  })
  return makeUnderstanding({ languages, weights })
}
