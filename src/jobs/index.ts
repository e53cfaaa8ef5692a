import type { JobName } from '../ports/jobs.ts'
import echoReceipts from './echo-receipts.ts'
import forgetMessages from './forget-messages.ts'
import type { Job } from './job.ts'
import keepMonths from './keep-months.ts'
import keepPackage from './keep-package.ts'
import planReminders from './plan-reminders.ts'
import receiveMessage from './receive-message.ts'
import remindSitters from './remind-sitters.ts'
import sendBatch from './send-batch.ts'
import tendAnnouncements from './tend-announcements.ts'
import watchCases from './watch-cases.ts'
import workImports from './work-imports.ts'

/** Every job there is: a name in `ports/jobs.ts` without a row here does not compile. */
export const jobs = {
  'receive-message': receiveMessage,
  'send-batch': sendBatch,
  'plan-reminders': planReminders,
  'remind-sitters': remindSitters,
  'echo-receipts': echoReceipts,
  'forget-messages': forgetMessages,
  'keep-package': keepPackage,
  'keep-months': keepMonths,
  'watch-cases': watchCases,
  'work-imports': workImports,
  'tend-announcements': tendAnnouncements,
} satisfies { [N in JobName]: Job<N> }
