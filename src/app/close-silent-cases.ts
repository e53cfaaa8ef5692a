import { silentSince, solvedDays } from '../domain/case-clock.ts'
import type { Case } from '../ports/cases.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'
import { maySpeak, type WatchDeps } from './escalate-cases.ts'
import { say } from './scene.ts'
import { askingSolved } from './solved-question.ts'
import { tellHousehold, wakeReplies } from './tell-household.ts'

const pageSize = 200

/**
 * Closes what a household was asked about and said nothing to for the days that it has. It is told so kindly, with the same buttons: one
 * of them opens the case again. Says how many.
 */
export async function closeSilentCases(deps: WatchDeps & { language: Language }): Promise<number> {
  const { store, clock, jobs } = deps
  const at = clock.now()
  let closed = 0
  let afterId: string | undefined
  do {
    const page = { before: silentSince(at), limit: pageSize, ...(afterId === undefined ? {} : { afterId }) }
    const silent = await store.cases.silent(page)
    for (const found of silent) if (await store.transaction((tx) => close(tx, { found, at, ...deps }))) closed += 1
    afterId = silent.length < pageSize ? undefined : silent.at(-1)?.id
  } while (afterId !== undefined)
  if (closed > 0) await wakeReplies(jobs)
  return closed
}

async function close(tx: Tx, { found, at, language }: { found: Case; at: Date; language: Language }): Promise<boolean> {
  const { id, code, officeId, accountId } = found
  if (!(await maySpeak(tx, officeId, at))) return false
  if (!(await tx.cases.close(id, at, 'no_answer'))) return false
  const text = language.say({ key: 'cases:solving.silence', with: { days: solvedDays } }, 'vi')
  await tx.cases.say(id, { by: 'bot', text, at })
  const subject = { subjectKind: 'case', subjectId: id }
  await tx.audit.write({ at, actorKind: 'system', actorId: 'watch-cases', action: 'case.close', ...subject })
  const message = askingSolved(id, [
    { as: 'title', words: { key: 'cases:told.silent.title', with: { code } } },
    say('cases:told.silent.text', { days: solvedDays }),
  ])
  await tellHousehold(tx, { ...(accountId ? { accountId } : {}), message, at })
  return true
}
