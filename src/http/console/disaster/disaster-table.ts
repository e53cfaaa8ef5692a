import { seenDisaster } from '../../../app/disaster-end.ts'
import { shareText } from '../../../app/loss-file.ts'
import { seesLosses } from '../../../app/loss-step.ts'
import { lossStates } from '../../../domain/loss-report.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { LossRow } from '../../../ports/losses.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listed } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { disasterSpeech } from './words.ts'

/** The reports of a disaster in the reader's unit as a file, filtered as the page is. Undefined where they are not for this reader. */
export async function disasterTable({ store }: ConsoleDeps, c: Ctx): Promise<Listed<LossRow, string> | undefined> {
  const staff = c.get('staff')
  const disaster = seesLosses(staff) ? await seenDisaster(store, staff, c.req.param('id') ?? '') : undefined
  if (!disaster) return undefined
  const state = lossStates.find((one) => one === c.req.query('state'))
  const which = { disasterId: disaster.id, scope: scopeOf(staff), ...(state ? { state } : {}) }
  return listed('losses', columnsOf(c.get('ui')), {
    read: (limit, afterId) => store.losses.list({ ...which, limit, ...(afterId === undefined ? {} : { afterId }) }),
    placeOf: ({ id }) => id,
  })
}

function columnsOf(ui: Ui): ListedColumn<LossRow>[] {
  const say = disasterSpeech(ui)
  const title = (name: string) => say(`columns.${name}`)
  return [
    { title: title('customer'), kind: 'text', cell: ({ customerId }) => customerId },
    { title: title('name'), kind: 'text', cell: ({ name }) => name },
    { title: title('commune'), kind: 'text', cell: ({ commune }) => commune },
    { title: title('hamlet'), kind: 'text', cell: ({ hamlet }) => hamlet },
    { title: title('group'), kind: 'text', cell: ({ group }) => group },
    { title: title('reported_at'), kind: 'moment', cell: ({ reportedAt }) => reportedAt },
    { title: title('told'), kind: 'number', cell: ({ told }) => told },
    { title: title('seen'), kind: 'number', cell: ({ seen }) => seen?.lossDong },
    { title: title('share'), kind: 'text', cell: ({ seen }) => seen && `${shareText(seen)} %` },
    { title: title('state'), kind: 'text', cell: ({ state }) => say(`states.${state}`) },
    { title: title('outcome'), kind: 'text', cell: ({ outcome }) => outcome && say(`outcomes.${outcome}`) },
  ]
}
