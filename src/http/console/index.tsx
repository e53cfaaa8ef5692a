import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Permission } from '../../domain/staff.ts'
import { accountRoutes } from './account/account-page.tsx'
import { secondFactorRoutes } from './account/second-factor-page.tsx'
import { announcementFormRoutes } from './announcements/announcement-form.tsx'
import { announcementRoutes } from './announcements/announcement-page.tsx'
import { announcementsRoutes } from './announcements/announcements-page.tsx'
import { approvalRoutes } from './announcements/approval-page.tsx'
import { announcementPictureRoutes } from './announcements/picture-page.tsx'
import { announcementRepliesRoutes } from './announcements/replies-page.tsx'
import { applicationFormRoutes } from './applications/application-form.tsx'
import { applicationRoutes } from './applications/application-page.tsx'
import { applicationsRoutes } from './applications/applications-page.tsx'
import { applicationPaperRoutes, groupPaperRoutes } from './applications/forms.ts'
import { paperRoutes } from './applications/papers.tsx'
import { auditRoutes } from './audit/audit-page.tsx'
import { type AuthDatabase, makeStaffAuth } from './auth.ts'
import { calendarRoutes } from './calendar/calendar-page.tsx'
import { moveRoutes } from './calendar/move-page.tsx'
import { pointRoutes } from './calendar/point-page.tsx'
import { signingRoutes } from './calendar/signing-page.tsx'
import { trialsRoutes } from './calendar/trials-page.tsx'
import { casePaperRoutes } from './cases/case-forms.ts'
import { caseRoutes } from './cases/case-page.tsx'
import { casesRoutes } from './cases/cases-page.tsx'
import { repliesRoutes } from './cases/replies-page.tsx'
import { channelsRoutes } from './channels/channels-page.tsx'
import { zaloChecksRoutes } from './channels/zalo-checks.tsx'
import { zaloConnectRoutes } from './channels/zalo-connect.tsx'
import { zaloTemplatesRoutes } from './channels/zalo-templates.tsx'
import { consentsRoutes } from './consents/consents-page.tsx'
import type { ConsoleDeps, ConsoleEnv } from './deps.ts'
import { disasterFormRoutes } from './disaster/disaster-form.tsx'
import { disasterRoutes } from './disaster/disaster-page.tsx'
import { disastersRoutes } from './disaster/disasters-page.tsx'
import { lossRoutes } from './disaster/loss-page.tsx'
import { invitationRoutes } from './entry/invitation-page.tsx'
import { newPasswordRoutes } from './entry/new-password-page.tsx'
import { signInRoutes } from './entry/sign-in-page.tsx'
import { figuresRoutes } from './figures/figures-page.tsx'
import { lendingRoutes } from './figures/lending-page.tsx'
import { postersRoutes } from './figures/posters-page.tsx'
import { reachRoutes } from './figures/reach-page.tsx'
import { visitRoutes } from './figures/visit-page.tsx'
import { chairLinksRoutes } from './groups/chair-links-page.tsx'
import { collectionRoutes } from './groups/collection.ts'
import { groupRoutes } from './groups/group-page.tsx'
import { groupsRoutes } from './groups/groups-page.tsx'
import { keepNothing, needs, ownFormsOnly, secondFactorFirst, signedInOnly } from './guard.ts'
import { homeRoutes } from './home/home-page.tsx'
import { importFileRoutes } from './imports/file-page.tsx'
import { importsRoutes } from './imports/imports-page.tsx'
import { consoleLook, darkLook } from './look.tsx'
import { householdRoutes } from './people/household-page.tsx'
import { linkCodeRoutes } from './people/link-code-page.tsx'
import { peopleRoutes } from './people/people-page.tsx'
import { personalDataRoutes } from './people/personal-data-page.tsx'
import { searchRoutes } from './people/search-page.tsx'
import { programmeRoutes } from './programmes/programme-page.tsx'
import { programmesRoutes } from './programmes/programmes-page.tsx'
import { replayRoutes } from './programmes/replay-page.tsx'
import { overdueRoutes } from './reminders/overdue-page.tsx'
import { reminderPlanRoutes } from './reminders/plan-page.tsx'
import { receiptsSwitchRoutes } from './reminders/receipts-page.tsx'
import { remindersRoutes } from './reminders/reminders-page.tsx'
import { missing } from './respond.tsx'
import { staffRoutes } from './staff/staff-page.tsx'

type Room = (deps: ConsoleDeps) => Hono<ConsoleEnv>

/** The rooms by path, with what it takes to enter. */
const rooms: Record<string, { needs: Permission; routes: readonly Room[] }> = {
  '/applications': {
    needs: 'applications.see',
    routes: [applicationsRoutes, applicationFormRoutes, applicationPaperRoutes, paperRoutes, applicationRoutes],
  },
  '/cases': { needs: 'cases.see', routes: [casesRoutes, casePaperRoutes, caseRoutes] },
  '/replies': { needs: 'replies.keep', routes: [repliesRoutes] },
  '/groups': { needs: 'applications.see', routes: [groupsRoutes, groupPaperRoutes, collectionRoutes, groupRoutes] },
  '/chair-links': { needs: 'applications.complete', routes: [chairLinksRoutes] },
  '/announcements': {
    needs: 'announcements.send',
    routes: [
      announcementsRoutes,
      announcementFormRoutes,
      announcementPictureRoutes,
      announcementRepliesRoutes,
      announcementRoutes,
    ],
  },
  // Not within the announcements: an administrator sees none of them.
  '/approval': { needs: 'staff.manage', routes: [approvalRoutes] },
  '/calendar': {
    needs: 'people.see',
    routes: [calendarRoutes, signingRoutes, trialsRoutes, moveRoutes, pointRoutes],
  },
  '/people': { needs: 'people.see', routes: [peopleRoutes, householdRoutes, linkCodeRoutes, personalDataRoutes] },
  '/disaster': { needs: 'disasters.see', routes: [disastersRoutes, disasterFormRoutes, lossRoutes, disasterRoutes] },
  '/reminders': {
    needs: 'people.see',
    routes: [remindersRoutes, overdueRoutes, reminderPlanRoutes, receiptsSwitchRoutes],
  },
  '/figures': { needs: 'people.see', routes: [figuresRoutes] },
  '/lending': { needs: 'people.see', routes: [lendingRoutes] },
  '/reach': { needs: 'people.see', routes: [reachRoutes, visitRoutes] },
  '/posters': { needs: 'people.see', routes: [postersRoutes] },
  '/search': { needs: 'people.see', routes: [searchRoutes] },
  '/consents': { needs: 'consents.see', routes: [consentsRoutes] },
  '/imports': { needs: 'imports.take', routes: [importsRoutes, importFileRoutes] },
  '/programmes': { needs: 'programmes.see', routes: [programmesRoutes, replayRoutes, programmeRoutes] },
  '/channels': {
    needs: 'channels.manage',
    routes: [channelsRoutes, zaloConnectRoutes, zaloChecksRoutes, zaloTemplatesRoutes],
  },
  '/staff': { needs: 'staff.manage', routes: [staffRoutes] },
  '/audit': { needs: 'audit.see', routes: [auditRoutes] },
}

/** What the console is mounted with. */
export interface ConsoleSettings extends Omit<ConsoleDeps, 'auth' | 'randomBytes'> {
  /** `staffAuthDatabase` of the store. */
  authDatabase: AuthDatabase
  /** Signs the cookies. Derived from the data key. */
  authSecret: string
}

/** The staff console, to be mounted under `/console`. */
export function consoleRoutes({ authDatabase: database, authSecret: secret, ...settings }: ConsoleSettings): Hono {
  const { publicUrl, insecureCookies } = settings
  const auth = makeStaffAuth({ database, secret, publicUrl, insecureCookies })
  return pagesOf({ ...settings, auth, randomBytes })
}

function pagesOf(deps: ConsoleDeps): Hono {
  const app = new Hono<ConsoleEnv>()
  app.get('/style.css', consoleLook.serve as never)
  app.get('/dark.css', darkLook.serve as never)
  app.use(keepNothing)
  app.use(ownFormsOnly(deps))
  app.route('/', signInRoutes(deps))
  app.route('/', invitationRoutes(deps))
  app.route('/', newPasswordRoutes(deps))
  app.use(signedInOnly(deps))
  app.route('/', secondFactorRoutes(deps))
  app.use(secondFactorFirst(deps))
  app.route('/', accountRoutes(deps))
  app.route('/', homeRoutes(deps))
  for (const [path, room] of Object.entries(rooms)) {
    app.use(path, needs(room.needs))
    app.use(`${path}/*`, needs(room.needs))
    for (const pages of room.routes) app.route(path, pages(deps))
  }
  app.all('*', missing)
  return app as unknown as Hono
}
