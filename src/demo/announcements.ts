import { addDays, atHour, type Day } from '../domain/day.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'

/** An announcement of the officer that waits for a second person, so that the director of the sample finds one to read and to decide. */
export async function seedAnnouncements(
  tx: Pick<Tx, 'announcements' | 'units'>,
  { officeId, staffId, language, day }: { officeId: number; staffId: string; language: Language; day: Day },
): Promise<void> {
  const words = (name: string) => language.say({ key: `demo:announcement.${name}` }, 'vi')
  const office = await tx.units.office(officeId)
  const id = await tx.announcements.create({
    ...{ officeId, authorId: staffId, sender: office?.name ?? '' },
    ...{ title: words('title'), body: words('body'), source: '' },
    ...{ audience: { everybody: true }, lastDay: addDays(day, 30), at: atHour(day, 7, 30) },
  })
  await tx.announcements.step(id, { from: ['draft'], to: 'waiting' })
}
