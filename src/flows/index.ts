import type { AnyFlow } from '../conversation/flow.ts'
import { apply } from './apply/apply.ts'
import { caseSolved } from './case-solved.ts'
import { channelOrder } from './channel-order.ts'
import { checkEligibility } from './check-eligibility/check-eligibility.ts'
import { disasterLoss } from './disaster-loss.ts'
import { disasterNotice } from './disaster-notice.ts'
import { isItUs } from './is-it-us.ts'
import { leaderAnswer } from './leader-answer.ts'
import { leaderBench } from './leader-bench.ts'
import { leaderGroup } from './leader-group.ts'
import { leaderLink } from './leader-link.ts'
import { leaderNudge } from './leader-nudge.ts'
import { leaderRequest } from './leader-request.ts'
import { linkAccount } from './link-account.ts'
import { menu } from './menu.ts'
import { myCases } from './my-cases.ts'
import { myLoan } from './my-loan.ts'
import { nextStep } from './next-step.ts'
import { oldAccount } from './old-account.ts'
import { paidClaim } from './paid-claim.ts'
import { promise } from './promise.ts'
import { receipt } from './receipt.ts'
import { reminder } from './reminder.ts'
import { reportDifficulty } from './report-difficulty.ts'
import { settings } from './settings.ts'
import { staffNotice } from './staff-notice.ts'
import { supplyPapers } from './supply-papers.ts'
import { talkToStaff } from './talk-to-staff.ts'
import { welcome } from './welcome.ts'

/** Every conversation there is, by id. */
export const flows = {
  apply,
  'case-solved': caseSolved,
  'channel-order': channelOrder,
  'check-eligibility': checkEligibility,
  'disaster-loss': disasterLoss,
  'disaster-notice': disasterNotice,
  'is-it-us': isItUs,
  'leader-answer': leaderAnswer,
  'leader-bench': leaderBench,
  'leader-group': leaderGroup,
  'leader-link': leaderLink,
  'leader-nudge': leaderNudge,
  'leader-request': leaderRequest,
  'link-account': linkAccount,
  menu,
  'my-cases': myCases,
  'my-loan': myLoan,
  'next-step': nextStep,
  'old-account': oldAccount,
  'paid-claim': paidClaim,
  promise,
  receipt,
  reminder,
  'report-difficulty': reportDifficulty,
  settings,
  'staff-notice': staffNotice,
  'supply-papers': supplyPapers,
  'talk-to-staff': talkToStaff,
  welcome,
} as const

/** The id of a conversation. */
export type FlowId = keyof typeof flows

/** A conversation as the engine sees it. Undefined for an id that is none of ours. */
export function flowOf(id: string): AnyFlow | undefined {
  return (flows as unknown as Record<string, AnyFlow>)[id]
}
