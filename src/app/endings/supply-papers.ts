import { pictures, type supplyPapers } from '../../flows/supply-papers.ts'
import { handOver } from '../hand-over.ts'
import { paperName } from '../open-paper.ts'
import { returnedRequest } from '../returned-request.ts'
import { sayInCase } from '../say-in-case.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf } from './ending.ts'

type Supplied = Parameters<EndingsOf<typeof supplyPapers>['supplied']>[0]

/** The pictures go to the request, and whoever has it is told. Where they were not needed any more they are deleted. */
export const supplyPapersEndings: EndingsOf<typeof supplyPapers> = {
  supplied,
  nothing: () => ({ parts: [say('flows/supply-papers:nothing')], next: { flow: 'menu' } }),
  not_waited_for: () => ({ parts: [say('flows/supply-papers:not_waited_for')], next: { flow: 'menu' } }),
}

async function supplied({ scene, turn }: Supplied): Promise<Ended> {
  const { tx, account, now, language } = scene
  const sent = pictures(turn.answers.papers)
  const request = await returnedRequest(scene)
  if (!request || request.id !== turn.saved.given.request) {
    for (const { attachmentId } of sent) await tx.attachments.drop(attachmentId, account.id)
    return { parts: [say('flows/supply-papers:not_waited_for')], next: { flow: 'menu' } }
  }
  const { id, code, programme } = request
  await tx.attachments.add(id, { accountId: account.id, papers: sent })
  const papers = { list: sent.map(({ paper }) => ({ words: paperName({ paper }, programme) })) }
  const subject = { subjectKind: 'application', subjectId: id, detail: { papers: sent.map(({ paper }) => paper) } }
  await tx.audit.write({
    at: now,
    actorKind: 'household',
    actorId: account.id,
    action: 'application.supplied',
    ...subject,
  })
  await tellStaff(scene, language.say({ key: 'flows/supply-papers:case', with: { code, papers } }, 'vi'))
  const done = say('flows/supply-papers:supplied', { code, papers })
  return { parts: [done], note: done.words, next: { flow: 'next-step', given: { offers: ['applications', 'menu'] } } }
}

/** Staff read it where the household's other words are. */
async function tellStaff(scene: Scene, text: string): Promise<void> {
  const open = await scene.tx.cases.openOf(scene.account.id, 'talk')
  if (open) await sayInCase(scene, open, text)
  else await handOver(scene, { kind: 'talk', text })
}
