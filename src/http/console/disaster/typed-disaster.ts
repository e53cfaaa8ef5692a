import { addDays, dayOf } from '../../../domain/day.ts'
import { type DisasterDraft, disasterLimits, readDisasterKind } from '../../../domain/disaster.ts'
import { readTypedDay } from '../../../domain/typed-day.ts'
import type { Ctx } from '../deps.ts'
import { type Typed, typedForm } from '../respond.tsx'

/** A form as it was typed, and what was read of it. `again`: somebody came back from the check to correct it. */
export interface TypedDisaster {
  draft: Partial<DisasterDraft>
  since: string
  reviewOn: string
  again: boolean
}

/** Reads the form of a disaster. What cannot be read is left out of the draft. */
export async function typedDraft(c: Ctx): Promise<TypedDisaster> {
  const form = await typedForm(c)
  const today = dayOf(c.get('ui').now)
  const [since, reviewOn] = [form.one('since'), form.one('reviewOn')]
  const day = (text: string, ahead: number) => readTypedDay(text, { today, max: addDays(today, ahead) })
  const kind = readDisasterKind(form.one('kind'))
  const [from, until] = [day(since, 0), day(reviewOn, disasterLimits.longestDays)]
  const draft = {
    ...(kind ? { kind } : {}),
    ...(from ? { since: from } : {}),
    ...(until ? { reviewOn: until } : {}),
    ...{ name: form.one('name').trim(), reason: form.one('reason').trim(), communeIds: idsIn(form) },
  }
  return { draft, since, reviewOn, again: form.one('again') !== '' }
}

function idsIn(form: Typed): number[] {
  return form.all('communes').flatMap((id) => (/^\d{1,9}$/.test(id) ? [Number(id)] : []))
}
