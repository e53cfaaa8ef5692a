import type { Store, Tx } from '../ports/store.ts'
import { prismaAccounts } from './accounts.ts'
import { prismaAnnouncementPictures } from './announcement-pictures.ts'
import { prismaAnnouncements } from './announcements.ts'
import { prismaApplications } from './applications.ts'
import { prismaAttachments } from './attachments.ts'
import { prismaAudit } from './audit.ts'
import { prismaBoards } from './boards.ts'
import { prismaCalendar } from './calendar.ts'
import { prismaCannedReplies } from './canned-replies.ts'
import { prismaCaseDesk } from './case-desk.ts'
import { prismaCases } from './cases.ts'
import { prismaChairLinks } from './chair-links.ts'
import type { PrismaClient } from './client/client.ts'
import { prismaComparisons } from './comparisons.ts'
import { prismaConsentRegister } from './consent-register.ts'
import { prismaConsents } from './consents.ts'
import type { Db } from './db.ts'
import { prismaDisasters } from './disasters.ts'
import { prismaFigures } from './figures.ts'
import { prismaGroupPapers } from './group-papers.ts'
import { prismaHistory } from './history.ts'
import { prismaHouseholdChoices } from './household-choices.ts'
import { prismaHouseholds } from './households.ts'
import { importStores } from './import-stores.ts'
import { prismaInbox } from './inbox.ts'
import { prismaKnownNumbers } from './known-numbers.ts'
import { prismaLeaderBench } from './leader-bench.ts'
import { prismaLeaders } from './leaders.ts'
import { prismaLinking } from './linking.ts'
import { prismaLoans } from './loans.ts'
import { prismaLosses } from './losses.ts'
import { prismaOutbox } from './outbox.ts'
import { prismaOwnData } from './own-data.ts'
import { prismaPauses } from './pauses.ts'
import { prismaPayments } from './payments.ts'
import { prismaPeople } from './people.ts'
import { prismaPhoneAccounts } from './phone-accounts.ts'
import { prismaPortfolio } from './portfolio.ts'
import { prismaPromises } from './promises.ts'
import { prismaReach } from './reach.ts'
import { prismaReceipts } from './receipts.ts'
import { prismaReminderDesk } from './reminder-desk.ts'
import { prismaReminders } from './reminders.ts'
import { prismaRetention } from './retention.ts'
import { prismaSavedAudiences } from './saved-audiences.ts'
import type { Seal } from './seal.ts'
import { prismaSearch } from './search.ts'
import { prismaSettings } from './settings.ts'
import { prismaStaff } from './staff.ts'
import { prismaTalks } from './talks.ts'
import { prismaUnits } from './units.ts'
import { prismaWays } from './ways.ts'

/** A transaction that waits or works longer than this is rolled back; an import is the longest there is. */
const limits = { maxWait: 15_000, timeout: 600_000 }

/** Everything that is kept, over one database. */
export function prismaStore(prisma: PrismaClient, seal: Seal): Store {
  return {
    ...everything(prisma, seal),
    transaction: (run) => prisma.$transaction((db) => run(everything(db, seal)), limits),
  }
}

function everything(db: Db, seal: Seal): Tx {
  return {
    accounts: prismaAccounts(db),
    ...announcing(db, seal),
    applications: prismaApplications(db, seal),
    attachments: prismaAttachments(db, seal),
    audit: prismaAudit(db),
    calendar: prismaCalendar(db),
    cannedReplies: prismaCannedReplies(db),
    caseDesk: prismaCaseDesk(db, seal),
    cases: prismaCases(db, seal),
    chairLinks: prismaChairLinks(db, seal),
    comparisons: prismaComparisons(db),
    consentRegister: prismaConsentRegister(db),
    consents: prismaConsents(db),
    figures: prismaFigures(db),
    portfolio: prismaPortfolio(db),
    boards: prismaBoards(db),
    reach: prismaReach(db),
    groupPapers: prismaGroupPapers(db, seal),
    history: prismaHistory(db, seal),
    householdChoices: prismaHouseholdChoices(db, seal),
    households: prismaHouseholds(db, seal),
    ...importStores(db, seal),
    inbox: prismaInbox(db, seal),
    knownNumbers: prismaKnownNumbers(db, seal),
    leaders: prismaLeaders(db, seal),
    linking: prismaLinking(db, seal),
    loans: prismaLoans(db),
    outbox: prismaOutbox(db),
    ownData: prismaOwnData(db, seal),
    pauses: prismaPauses(db),
    payments: prismaPayments(db),
    people: prismaPeople(db, seal),
    phoneAccounts: prismaPhoneAccounts(db),
    reminderDesk: prismaReminderDesk(db),
    promises: prismaPromises(db, seal),
    receipts: prismaReceipts(db),
    reminders: prismaReminders(db),
    search: prismaSearch(db),
    retention: prismaRetention(db, seal),
    settings: prismaSettings(db),
    staff: prismaStaff(db, seal),
    talks: prismaTalks(db, seal),
    units: prismaUnits(db),
    ways: prismaWays(db, seal),
    ...benchAndLosses(db, seal),
  }
}

/** What a leader works with, and what households lost. */
function benchAndLosses(db: Db, seal: Seal): Pick<Tx, 'disasters' | 'leaderBench' | 'losses'> {
  return {
    disasters: prismaDisasters(db),
    leaderBench: prismaLeaderBench(db, seal),
    losses: prismaLosses(db, seal),
  }
}

/** What goes to many. */
function announcing(db: Db, seal: Seal): Pick<Tx, 'announcements' | 'announcementPictures' | 'savedAudiences'> {
  return {
    announcements: prismaAnnouncements(db, seal),
    announcementPictures: prismaAnnouncementPictures(db),
    savedAudiences: prismaSavedAudiences(db),
  }
}
