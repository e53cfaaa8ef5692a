import type { Clock } from '../../ports/clock.ts'
import type { Form, Forms } from '../../ports/forms.ts'
import type { Language } from '../../ports/language.ts'
import { approvalNotice } from './approval-notice.ts'
import { collectionSheet } from './collection-sheet.ts'
import { groupList } from './group-list.ts'
import { groupMinutes } from './group-minutes.ts'
import { loanRequest } from './loan-request.ts'
import { lossFile } from './loss-file.ts'
import { poster } from './poster.ts'
import type { Sheet } from './sheet.ts'
import { makeSpeech, type Speech } from './speech.ts'
import { termChange } from './term-change.ts'
import { visitList } from './visit-list.ts'

/** Draws forms as PDF. What draws is loaded with the first form: it takes memory, and most processes never draw one. */
export function pdfForms({ language, clock }: { language: Language; clock: Clock }): Forms {
  return {
    draw: async (form, lang) => {
      const { drawSheet } = await import('./drawing/draw-sheet.ts')
      return drawSheet(sheetFor(makeSpeech(language, lang), form), clock.now())
    },
  }
}

function sheetFor(speech: Speech, form: Form): Sheet {
  if (form.form === 'loan_request') return loanRequest(speech, form)
  if (form.form === 'approval_notice') return approvalNotice(speech, form)
  if (form.form === 'group_list') return groupList(speech, form)
  if (form.form === 'group_minutes') return groupMinutes(speech, form)
  if (form.form === 'collection_sheet') return collectionSheet(speech, form)
  if (form.form === 'loss_file') return lossFile(speech, form)
  if (form.form === 'visit_list') return visitList(speech, form)
  if (form.form === 'poster') return poster(speech, form)
  return termChange(speech, form)
}
