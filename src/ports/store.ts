import type { Accounts } from './accounts.ts'
import type { AnnouncementPictures } from './announcement-pictures.ts'
import type { Announcements } from './announcements.ts'
import type { Applications } from './applications.ts'
import type { Attachments } from './attachments.ts'
import type { Audit } from './audit.ts'
import type { Boards } from './boards.ts'
import type { Calendar } from './calendar.ts'
import type { CannedReplies } from './canned-replies.ts'
import type { CaseDesk } from './case-desk.ts'
import type { Cases } from './cases.ts'
import type { ChairLinks } from './chair-links.ts'
import type { Comparisons } from './comparisons.ts'
import type { ConsentRegister } from './consent-register.ts'
import type { Consents } from './consents.ts'
import type { Disasters } from './disasters.ts'
import type { Figures } from './figures.ts'
import type { GroupPapers } from './group-papers.ts'
import type { History } from './history.ts'
import type { HouseholdChoices } from './household-choices.ts'
import type { Households } from './households.ts'
import type { ImportFiles } from './import-files.ts'
import type { ImportRuns } from './import-runs.ts'
import type { Imports } from './imports.ts'
import type { Inbox } from './inbox.ts'
import type { KnownNumbers } from './known-numbers.ts'
import type { LeaderBench } from './leader-bench.ts'
import type { Leaders } from './leaders.ts'
import type { Linking } from './linking.ts'
import type { Loans } from './loans.ts'
import type { Losses } from './losses.ts'
import type { Outbox } from './outbox.ts'
import type { OwnData } from './own-data.ts'
import type { Pauses } from './pauses.ts'
import type { Payments } from './payments.ts'
import type { People } from './people.ts'
import type { PhoneAccounts } from './phone-accounts.ts'
import type { Portfolio } from './portfolio.ts'
import type { Promises } from './promises.ts'
import type { Reach } from './reach.ts'
import type { Receipts } from './receipts.ts'
import type { ReminderDesk } from './reminder-desk.ts'
import type { Reminders } from './reminders.ts'
import type { Retention } from './retention.ts'
import type { SavedAudiences } from './saved-audiences.ts'
import type { Search } from './search.ts'
import type { Settings } from './settings.ts'
import type { StaffRegister } from './staff.ts'
import type { Talks } from './talks.ts'
import type { Units } from './units.ts'
import type { Ways } from './ways.ts'

/** Everything that is kept, seen from inside one transaction. */
export interface Tx {
  accounts: Accounts
  announcements: Announcements
  announcementPictures: AnnouncementPictures
  applications: Applications
  attachments: Attachments
  audit: Audit
  calendar: Calendar
  cannedReplies: CannedReplies
  caseDesk: CaseDesk
  cases: Cases
  chairLinks: ChairLinks
  comparisons: Comparisons
  consentRegister: ConsentRegister
  consents: Consents
  disasters: Disasters
  figures: Figures
  portfolio: Portfolio
  boards: Boards
  reach: Reach
  groupPapers: GroupPapers
  history: History
  householdChoices: HouseholdChoices
  households: Households
  importFiles: ImportFiles
  importRuns: ImportRuns
  imports: Imports
  inbox: Inbox
  leaderBench: LeaderBench
  knownNumbers: KnownNumbers
  leaders: Leaders
  linking: Linking
  loans: Loans
  losses: Losses
  outbox: Outbox
  ownData: OwnData
  pauses: Pauses
  payments: Payments
  people: People
  phoneAccounts: PhoneAccounts
  reminderDesk: ReminderDesk
  promises: Promises
  receipts: Receipts
  reminders: Reminders
  savedAudiences: SavedAudiences
  search: Search
  retention: Retention
  settings: Settings
  staff: StaffRegister
  talks: Talks
  units: Units
  ways: Ways
}

/** Everything that is kept. Used directly each call stands alone; in `transaction` all of it happens or none. */
export interface Store extends Tx {
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>
}
