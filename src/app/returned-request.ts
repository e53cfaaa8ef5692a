import type { Wanted } from '../conversation/checklist.ts'
import type { Given, Json } from '../conversation/question.ts'
import { photographed } from '../flows/apply/asked.ts'
import { paperWords } from '../flows/apply/read-back.ts'
import { otherPaper } from '../flows/supply-papers.ts'
import type { Application } from '../ports/applications.ts'
import type { Scene } from './scene.ts'

/** The request of this person that was sent back last, whichever of their accounts it was sent from. */
export async function returnedRequest({
  tx,
  account,
}: Pick<Scene, 'tx' | 'account'>): Promise<Application | undefined> {
  for (const { id } of await tx.accounts.samePerson(account.id)) {
    const returned = (await tx.applications.ofAccount(id)).find(({ state }) => state === 'returned')
    if (returned) return tx.applications.find(returned.id)
  }
  return undefined
}

/** The talk about its papers, and what it begins with. Where nothing was sent back it ends at once. */
export async function supplyOpening(scene: Pick<Scene, 'tx' | 'account'>): Promise<Supplying> {
  const request = await returnedRequest(scene)
  if (!request) return { flow: 'supply-papers' }
  const papers = await missingPapers(scene, request)
  return {
    flow: 'supply-papers',
    given: { request: request.id, code: request.code, papers: papers as unknown as Json },
  }
}

interface Supplying {
  flow: 'supply-papers'
  given?: Given
}

/** Identity cards that have run out are shown anew, though there are pictures of them. */
const identity = ['identity_front', 'identity_back']

/** What there is no picture of yet, as the law lists it, and at the end whatever else was asked for. */
async function missingPapers({ tx }: Pick<Scene, 'tx'>, request: Application): Promise<Wanted[]> {
  const { id, programme, answers, lawDay, verdict } = request
  const facts = (verdict as { facts?: Json } | null)?.facts ?? {}
  const given = { programme, facts, day: lawDay, photos: true }
  const there = (await tx.attachments.ofApplication(id)).map(({ paper }) => paper)
  const reason = (await tx.applications.events(id)).findLast(({ to }) => to === 'returned')?.reason
  const stands = (paper: string) => there.includes(paper) && !(reason === 'expired_id' && identity.includes(paper))
  const missing = photographed({ answers, given }).filter((paper) => !stands(paper))
  return [
    ...missing.map((paper) => ({ id: paper, words: paperWords(paper, { given }) })),
    { id: otherPaper, words: { key: 'flows/supply-papers:other' } },
  ]
}
