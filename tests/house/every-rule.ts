import { acquainted, circles, runningImports, unknownStoreys, wrongWay } from './imports.ts'
import { longFiles, longFunctions } from './lengths.ts'
import { crowded, emptyHomes, strayLibraries } from './libraries.ts'
import { brokenTexts, localesOf, openGaps, unequalLanguages, unknownKeys, unusedLocales } from './locales.ts'
import { outsiders } from './outsiders.ts'
import { impure } from './purity.ts'
import { type Files, type Source, sourcesOf } from './source.ts'
import { poorNames, spokenText, undocumented } from './words.ts'

/** The rules of code by what they ask for. Each gives its breaches, one line each. */
export const codeRules: Record<string, (sources: readonly Source[]) => string[]> = {
  'imports run one way, from the doors down': wrongWay,
  'imports start from storeys of the plan': unknownStoreys,
  'imports of ports are types': runningImports,
  'imports do not make siblings known to each other': acquainted,
  'imports turn in no circle': circles,
  'imports of a library stand in its home': strayLibraries,
  'imports of bare storeys name no library and no module of Node': crowded,
  'imports fill every home of the plan': emptyHomes,
  'code is pure where it decides': impure,
  'code comes in files that can be read': longFiles,
  'code comes in short functions': longFunctions,
  'code explains what it exports': undocumented,
  'code holds no text for people': spokenText,
}

/** The rules of words and files, likewise. */
export const fileRules: Record<string, (files: Files) => string[]> = {
  'locales say the same things in every language': (files) => unequalLanguages(localesOf(files)),
  'locales have whole fillers': (files) => brokenTexts(localesOf(files)),
  'locales are all in use': (files) => unusedLocales(sourcesOf(files), localesOf(files)),
  'locales have every key that code names': (files) => unknownKeys(sourcesOf(files), localesOf(files)),
  'locales get every filler that they want': (files) => openGaps(sourcesOf(files), localesOf(files)),
  'names say what they hold': poorNames,
  'nothing is of one machine, and nothing secret': outsiders,
}

/** Every breach of every rule. */
export function breachesIn(files: Files): string[] {
  const sources = sourcesOf(files)
  return [
    ...Object.values(codeRules).flatMap((rule) => rule(sources)),
    ...Object.values(fileRules).flatMap((rule) => rule(files)),
  ]
}
