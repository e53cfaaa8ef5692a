import { type Saved, stand } from '../conversation/engine.ts'
import type { Given } from '../conversation/question.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Words } from '../conversation/words.ts'
import { isGroupChat } from '../domain/group-chat.ts'
import { disasterLoss } from '../flows/disaster-loss.ts'
import type { Disaster } from '../ports/disasters.ts'
import type { Ended } from './endings/ending.ts'
import { householdOf } from './given.ts'
import { type Scene, say } from './scene.ts'
import { takesPhotos } from './takes-photos.ts'

/** The disaster that is on where the household of this account lives. Undefined for a stranger, and in a chat that several people read. */
export async function strikes(scene: Scene): Promise<Disaster | undefined> {
  const household = isGroupChat(scene.account) ? undefined : await householdOf(scene)
  return household && scene.tx.disasters.inCommune(household.commune.id)
}

/** Begins the talk about what was lost, or goes on with one that was left. `people`: that everybody is safe, or not, was said already. */
export async function openLoss(scene: Scene, talk: Talk, people?: 'safe'): Promise<Ended> {
  const disaster = await strikes(scene)
  const household = await householdOf(scene)
  if (!disaster || !household) return { parts: [], next: { flow: 'report-difficulty' } }
  const begun = begunLoss(talk, disaster.id)
  if (begun) {
    const turn = stand(disasterLoss as never, begun)
    return { parts: [say('flows/disaster-loss:goes_on')], next: { turn } }
  }
  const told = await scene.tx.losses.ofHousehold(disaster.id, household.id)
  const given: Given = {
    ...{ disaster: disaster.id, since: disaster.since, day: scene.day, hamlet: household.hamlet ?? '' },
    photos: takesPhotos(scene.account.channel),
    ...(people === 'safe' ? { safe: true } : {}),
  }
  return { parts: told ? [say('flows/disaster-loss:again')] : [], next: { flow: 'disaster-loss', given } }
}

/** A talk about the same disaster that was begun and neither sent nor ended by somebody's being hurt. */
function begunLoss({ current, past }: Talk, disasterId: string): Saved | undefined {
  const before = past['disaster-loss']
  const saved = current?.flow === 'disaster-loss' ? current : before?.done ? undefined : before?.saved
  return saved && saved.given.disaster === disasterId && saved.replies.length > 0 ? saved : undefined
}

/** What people call a disaster: its name, or what it is. */
export function disasterWords({ kind, name }: Pick<Disaster, 'kind' | 'name'>): Words {
  return name === ''
    ? { key: `disaster:kinds.${kind}` }
    : { key: 'disaster:named', with: { kind: { words: { key: `disaster:kinds.${kind}` } }, name } }
}
