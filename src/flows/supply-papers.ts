import { type Checklist, checklist, type Wanted } from '../conversation/checklist.ts'
import { flow } from '../conversation/flow.ts'
import type { Given } from '../conversation/question.ts'

/** The entry for a paper that stands on no list: what an officer asked for besides. */
export const otherPaper = 'other'

/** Pictures of papers for a request that was sent back: one paper after another, each later where it is not at hand. */
export const supplyPapers = flow({
  id: 'supply-papers',
  closes: ['supplied'],
  first: [{ when: (_, given) => wanted(given).length === 0, go: 'not_waited_for' }, { go: 'papers' }],
  questions: { papers: checklist(({ given }) => wanted(given)) },
  outcomes: ['supplied', 'nothing', 'not_waited_for'],
  route: { papers: [{ when: ({ papers }) => pictures(papers).length > 0, go: 'supplied' }, { go: 'nothing' }] },
})

/** Which picture shows which paper. */
export function pictures(sent: Checklist | undefined): { paper: string; attachmentId: string }[] {
  return Object.entries(sent?.got ?? {}).map(([paper, attachmentId]) => ({ paper, attachmentId }))
}

function wanted({ papers }: Given): Wanted[] {
  return Array.isArray(papers) ? (papers as unknown as Wanted[]) : []
}
