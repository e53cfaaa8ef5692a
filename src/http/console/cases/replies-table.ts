import type { CannedReply } from '../../../ports/canned-replies.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { listedWhole } from '../listed.ts'

/** The texts that an office sends often, as a file. */
export function repliesTable({ store }: ConsoleDeps, c: Ctx): Listed<CannedReply, never> {
  const ui = c.get('ui')
  const { officeId } = c.get('staff')
  const columns = [
    { title: ui.t('replies.columns.name'), kind: 'text', cell: ({ title }: CannedReply) => title },
    { title: ui.t('replies.columns.text'), kind: 'text', cell: ({ text }: CannedReply) => text },
  ] as const
  return listedWhole('replies', columns, async () => (officeId === undefined ? [] : store.cannedReplies.list(officeId)))
}
