import type { Handed } from '../../../app/assign-case.ts'
import type { CannedFacts } from '../../../app/canned-facts.ts'
import type { ReadTalk } from '../../../app/read-talk.ts'
import { handles } from '../../../domain/case.ts'
import type { ClosedDays } from '../../../domain/working-calendar.ts'
import type { Account } from '../../../ports/accounts.ts'
import type { CannedReply } from '../../../ports/canned-replies.ts'
import type { MoreTime } from '../../../ports/cases.ts'
import type { Household } from '../../../ports/households.ts'
import type { LossReport } from '../../../ports/losses.ts'
import type { StaffMember } from '../../../ports/staff.ts'
import { Layout } from '../layout.tsx'
import type { Ui } from '../ui.ts'
import { CaseAbout, CaseHands } from './case-about.tsx'
import { CaseAnswer, type TypedInCase } from './case-answer.tsx'
import { CaseClock } from './case-clock.tsx'
import { CaseEnd } from './case-end.tsx'
import { CaseLoss } from './case-loss.tsx'
import { CaseMoreTime } from './case-more-time.tsx'
import { type CaseLive, CaseTalk } from './case-talk.tsx'
import { DeskScript } from './desk-script.tsx'
import { PersonTalk } from './person-talk.tsx'

/** Everything that the page of a case shows. */
export interface CaseShown extends CaseLive {
  household?: Household
  account?: Account
  /** What was said with the person beside this case. */
  talk?: ReadTalk
  replies: readonly CannedReply[]
  facts: CannedFacts
  colleagues: readonly StaffMember[]
  hands: readonly Handed[]
  /** The household can be asked whether it is solved. */
  askable: boolean
  /** What was asked for by who wants more time to pay. */
  moreTime: MoreTime | undefined
  /** What the household lost, where it reported that thing by thing. */
  loss: LossReport | undefined
  /** The days on which its office is closed besides. */
  closed: ClosedDays
  typed: TypedInCase
}

/** The page of a case: what was said and the answer on one side, whom it is about and who has it on the other. */
export function CaseDetail({ ui, done, ...shown }: CaseShown & { ui: Ui; done?: string }) {
  const { found, lines, assignee, quiet, household, account, talk } = shown
  const about = { ui, found, ...(household ? { household } : {}), ...(account ? { account } : {}) }
  const live = { found, lines, ...(assignee ? { assignee } : {}), ...(quiet ? { quiet } : {}) }
  const handled = ui.staff !== undefined && handles(ui.staff.role, found)
  return (
    <Layout ui={ui} title={found.code} here="cases" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/cases">{ui.t('cases.title')}</a>
      </p>
      <h1>
        {ui.say({ key: `cases:kinds.${found.kind}` })}
        <small>{found.code}</small>
      </h1>
      <div class="columns">
        <div>
          <CaseTalk ui={ui} {...live} />
          <CaseAnswer {...{ ui, found, reachable: account?.status === 'active' }} {...shown} />
          {handled ? <CaseEnd ui={ui} found={found} askable={shown.askable} typed={shown.typed} /> : null}
        </div>
        <div>
          {handled ? (
            <CaseHands
              ui={ui}
              found={found}
              colleagues={shown.colleagues}
              hands={shown.hands}
              problem={shown.typed.problem}
            />
          ) : null}
          <CaseAbout {...about} />
          <CaseClock ui={ui} found={found} closed={shown.closed} />
          <CaseMoreTime ui={ui} found={found} asked={shown.moreTime} />
          <CaseLoss ui={ui} loss={shown.loss} />
          {talk ? <PersonTalk ui={ui} caseId={found.id} talk={talk} /> : null}
        </div>
      </div>
      <DeskScript />
    </Layout>
  )
}
