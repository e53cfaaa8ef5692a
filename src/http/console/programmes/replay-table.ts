import { changedName, changedValue } from '../../../app/law-news.ts'
import { type LawReplay, replayLaw } from '../../../app/replay-law.ts'
import type { Day } from '../../../domain/day.ts'
import { may, scopeOf } from '../../../domain/staff.ts'
import { type Difference, type ProgrammeId, programmeKey } from '../../../policy/index.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listedWhole } from '../listed.ts'
import type { Ui } from '../ui.ts'

type Concerned = LawReplay['concerned'][number]

/** Whom a change of the law between two days concerns, as a file. */
export function replayTable(
  { store }: Pick<ConsoleDeps, 'store'>,
  c: Ctx,
  days: { from: Day; to: Day },
): Listed<Concerned, never> {
  const staff = c.get('staff')
  return listedWhole('law-replay', columnsOf(c.get('ui'), may(staff.role, 'applications.see')), async () => {
    return (await replayLaw(store, { scope: scopeOf(staff), ...days })).concerned
  })
}

/** Names are for those who work with households; an administrator sees the number of the request. */
function columnsOf(ui: Ui, seesPeople: boolean): ListedColumn<Concerned>[] {
  const column = (name: string, cell: (row: Concerned) => string): ListedColumn<Concerned> => {
    return { title: ui.t(`programmes.replay.columns.${name}`), kind: 'text', cell }
  }
  return [
    column('code', ({ code }) => code),
    ...(seesPeople ? [column('household', ({ name }) => name)] : []),
    column('programme', ({ programme }) => ui.say({ key: programmeKey(programme as ProgrammeId, 'name') })),
    column('before', ({ differences }) => sideText(ui, differences, 'before')),
    column('after', ({ differences }) => sideText(ui, differences, 'after')),
  ]
}

function sideText(ui: Ui, differences: readonly Difference[], side: 'before' | 'after'): string {
  const lines = differences.map((difference) => {
    const value = ui.t('value', { value: changedValue(difference.of, difference[side]) })
    return `${ui.say(changedName(difference.of))}: ${value}`
  })
  return lines.join('\n')
}
