import type { FlowId } from '../../flows/index.ts'
import { applyEndings } from './apply.ts'
import { caseSolvedEndings } from './case-solved.ts'
import { channelOrderEndings } from './channel-order.ts'
import { checkEligibilityEndings } from './check-eligibility.ts'
import { disasterLossEndings } from './disaster-loss.ts'
import { disasterNoticeEndings } from './disaster-notice.ts'
import type { Ending } from './ending.ts'
import { isItUsEndings } from './is-it-us.ts'
import { leaderAnswerEndings } from './leader-answer.ts'
import { leaderBenchEndings } from './leader-bench.ts'
import { leaderGroupEndings } from './leader-group.ts'
import { leaderLinkEndings } from './leader-link.ts'
import { leaderNudgeEndings } from './leader-nudge.ts'
import { leaderRequestEndings } from './leader-request.ts'
import { linkAccountEndings } from './link-account.ts'
import { menuEndings } from './menu.ts'
import { myCasesEndings } from './my-cases.ts'
import { myLoanEndings } from './my-loan.ts'
import { nextStepEndings } from './next-step.ts'
import { oldAccountEndings } from './old-account.ts'
import { paidClaimEndings } from './paid-claim.ts'
import { promiseEndings } from './promise.ts'
import { receiptEndings } from './receipt.ts'
import { reminderEndings } from './reminder.ts'
import { reportDifficultyEndings } from './report-difficulty.ts'
import { settingsEndings } from './settings.ts'
import { staffNoticeEndings } from './staff-notice.ts'
import { supplyPapersEndings } from './supply-papers.ts'
import { talkToStaffEndings } from './talk-to-staff.ts'
import { welcomeEndings } from './welcome.ts'

const byFlow = {
  apply: applyEndings,
  'case-solved': caseSolvedEndings,
  'channel-order': channelOrderEndings,
  'check-eligibility': checkEligibilityEndings,
  'disaster-loss': disasterLossEndings,
  'disaster-notice': disasterNoticeEndings,
  'is-it-us': isItUsEndings,
  'leader-answer': leaderAnswerEndings,
  'leader-bench': leaderBenchEndings,
  'leader-group': leaderGroupEndings,
  'leader-link': leaderLinkEndings,
  'leader-nudge': leaderNudgeEndings,
  'leader-request': leaderRequestEndings,
  'link-account': linkAccountEndings,
  menu: menuEndings,
  'my-cases': myCasesEndings,
  'my-loan': myLoanEndings,
  'next-step': nextStepEndings,
  'old-account': oldAccountEndings,
  'paid-claim': paidClaimEndings,
  promise: promiseEndings,
  receipt: receiptEndings,
  reminder: reminderEndings,
  'report-difficulty': reportDifficultyEndings,
  settings: settingsEndings,
  'staff-notice': staffNoticeEndings,
  'supply-papers': supplyPapersEndings,
  'talk-to-staff': talkToStaffEndings,
  welcome: welcomeEndings,
} satisfies Record<FlowId, object>

/** What happens at an outcome of a flow. Throws for one that does not exist: that is our error. */
export function endings(flow: string, outcome: string): Ending {
  const found = (byFlow as unknown as Record<string, Record<string, Ending>>)[flow]?.[outcome]
  if (!found) throw new Error(`no ending for ${flow}.${outcome}`)
  return found
}
