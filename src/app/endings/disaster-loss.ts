import { edit, type Saved, stand } from '../../conversation/engine.ts'
import { type Row, type Rows, rowLines, sumOf } from '../../conversation/rows.ts'
import type { Filler } from '../../conversation/words.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import type { LossKind } from '../../domain/loss-report.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import { disasterLoss, lossPhotos, lossPlace } from '../../flows/disaster-loss.ts'
import type { Disaster } from '../../ports/disasters.ts'
import type { Household } from '../../ports/households.ts'
import { caseOwners } from '../case-words.ts'
import { householdOf } from '../given.ts'
import { handOver } from '../hand-over.ts'
import { reportHurt } from '../loss-hurt.ts'
import { disasterWords, openLoss } from '../loss-open.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** A report is sent, kept for later, or corrected in one place while the other answers stay. */
export const disasterLossEndings: EndingsOf<typeof disasterLoss> = {
  sent,
  hurt: ({ scene }) => reportHurt(scene),
  kept: ({ turn }) => ({
    parts: [say('flows/disaster-loss:kept')],
    next: { flow: 'menu' },
    change: (talk) => ({
      ...talk,
      past: { ...talk.past, 'disaster-loss': { saved: without(turn.saved, ['check', 'hurt_now']) } },
    }),
  }),
  correct: ({ turn }) => {
    const saved = without(turn.saved, ['check', 'fix'])
    // Where somebody lost it is asked once more from the beginning: the own hamlet is one press.
    const node = turn.answers.fix === 'place' && turn.answers.home !== undefined ? 'home' : String(turn.answers.fix)
    return {
      parts: [],
      next: { turn: edit(disasterLoss as never, saved, node) ?? stand(disasterLoss as never, saved) },
    }
  },
}

function without(saved: Saved, nodes: readonly string[]): Saved {
  return { ...saved, replies: saved.replies.filter((r) => !nodes.includes(r.node)) }
}

async function sent({ scene, talk, turn }: EndPlace): Promise<Ended> {
  const household = await householdOf(scene)
  const disaster = household && (await begunFor(scene, household, turn.saved.given.disaster))
  if (!household || !disaster) return openLoss(scene, talk)
  const told = toldOf(turn)
  const fillers = { ...told.fillers, disaster: { words: disasterWords(disaster) } }
  const handed = await intoCase(scene, fillers)
  const { photos } = await scene.tx.losses.keep({
    ...{ disasterId: disaster.id, householdId: household.id, accountId: scene.account.id, caseId: handed.id },
    ...{ items: told.items, happenedOn: told.happenedOn, place: told.place || placeOf(household) },
    ...{ hurt: turn.saved.given.hurt === true, photoIds: lossPhotos(turn.answers), at: scene.now },
  })
  const about = { code: handed.code, to: caseOwners(handed), hour: closingHour, day: { day: dayOf(handed.dueAt) } }
  return {
    parts: [
      say('flows/disaster-loss:sent', about),
      ...(photos > 0 ? [say('flows/disaster-loss:sent_photos', { count: photos })] : []),
      say('flows/disaster-loss:sent_next'),
      say('flows/disaster-loss:promise', about),
    ],
    note: { key: 'flows/disaster-loss:sent_before', with: { code: handed.code } },
    next: { flow: 'next-step', given: { offers: ['my_cases', 'my_loan', 'menu'] } },
    change: (kept) => ({ ...kept, caseId: handed.id }),
  }
}

/** The disaster that the talk was begun for. That it was switched off meanwhile takes nobody's report away. */
async function begunFor({ tx }: Scene, { commune }: Household, id: unknown): Promise<Disaster | undefined> {
  const found = await tx.disasters.find(String(id))
  return found?.communes.some(({ communeId }) => communeId === commune.id) ? found : undefined
}

function placeOf({ hamlet, commune }: Household): string {
  return hamlet ?? commune.name
}

function toldOf({ answers, saved }: EndPlace['turn']) {
  const { kind = 'crop', happened } = answers as { kind?: LossKind; happened?: Day }
  const all: readonly Row[] = (answers.items as Rows | undefined)?.rows ?? []
  const happenedOn = happened ?? (String(saved.given.day) as Day)
  const place = lossPlace({ answers, given: saved.given })
  const fillers: Record<string, Filler> = {
    kind: { words: { key: `flows/disaster-loss:kind.options.${kind}` } },
    rows: rowLines(all, { flow: 'disaster-loss', node: 'items' }),
    ...{ sum: { dong: sumOf(all) }, day: { day: happenedOn }, place, count: lossPhotos(answers).length },
  }
  return { items: all.map((row) => ({ ...row, kind })), happenedOn, place, fillers }
}

/** One case for one household's loss: what is told again goes into the one that is open. */
async function intoCase(scene: Scene, fillers: Record<string, Filler>) {
  const { tx, account, language, now } = scene
  const open = await tx.cases.openOf(account.id, 'disaster')
  const words = { key: `flows/disaster-loss:${open ? 'case_added' : 'case_text'}`, with: fillers }
  const text = language.say(words, 'vi')
  if (!open) return { ...(await handOver(scene, { kind: 'disaster', text })), level: 0 }
  await tx.cases.say(open.id, { by: 'household', text, at: now })
  return (await tx.cases.find(open.id)) ?? open
}
