import { describe, expect, it } from 'vitest'
import { flows } from '../../src/flows/index.ts'
import { type ProgrammeId, programmeIds, programmeKey, programmes } from '../../src/policy/index.ts'
import { repositoryFiles } from './files.ts'
import { localesOf, textOf } from './locales.ts'

const locales = localesOf(repositoryFiles())
const langs = Object.keys(locales)
const filesIn = (folder: string) =>
  Object.keys(locales.vi ?? {})
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1))
    .sort()

describe('locale files that are named by an id', () => {
  it('are those of the flows', () => expect(filesIn('flows')).toEqual(Object.keys(flows).sort()))

  it('are those of the programmes', () => {
    expect(filesIn('programmes')).toEqual(programmeIds.map((id) => id.replaceAll('_', '-')).sort())
  })
})

describe.each(programmeIds)('the words of %s', (id) => {
  it.each(langs)('tell in %s what it is, whom it is for and which papers it wants', (lang) => {
    const fields = ['name', 'short', 'who', 'use', 'how', ...papersOf(id).map((paper) => `documents.${paper}`)]
    expect(fields.filter((field) => textOf(locales, lang, programmeKey(id, field)) === undefined)).toEqual([])
  })

  it('name no paper that it does not want', () => {
    const named = Object.keys(locales.vi?.[`programmes/${id.replaceAll('_', '-')}`] ?? {})
    const papers = named.filter((key) => key.startsWith('documents.')).map((key) => key.slice('documents.'.length))
    expect(papers.filter((paper) => !papersOf(id).includes(paper))).toEqual([])
  })
})

function papersOf(id: ProgrammeId): string[] {
  return [...new Set(programmes[id].papers.flatMap((period) => period.value))]
}
