import type { FlowId } from '../../flows/index.ts'
import type { nextStep } from '../../flows/next-step.ts'
import { showApplications } from '../application-parts.ts'
import { begunAnywhere, goOnWithRequest, isStillKept } from '../begun-request.ts'
import { showMyCases } from '../my-cases.ts'
import { ofAllAccounts } from '../own-accounts.ts'
import { supplyOpening } from '../returned-request.ts'
import { say } from '../scene.ts'
import { turnPurpose } from '../turn-purpose.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** Offers that only lead on. */
const leads: Record<string, FlowId> = {
  ask_again: 'check-eligibility',
  my_loan: 'my-loan',
  difficulty: 'report-difficulty',
  person: 'talk-to-staff',
  link: 'link-account',
  menu: 'menu',
}

/** What was offered after an answer, and taken. */
export const nextStepEndings: EndingsOf<typeof nextStep> = { go }

async function go({ scene, turn, talk }: EndPlace<{ what: string }>): Promise<Ended> {
  const what = turn.answers.what ?? 'menu'
  const lead = leads[what]
  if (lead) return { parts: [], next: { flow: lead } }
  if (what === 'apply') return startRequest({ scene, turn, talk })
  if (what === 'my_cases') return showMyCases(scene)
  if (what === 'applications') return showApplications({ scene, talk })
  if (what === 'papers') return { parts: [], next: await supplyOpening(scene) }
  if (what === 'resume') return goOnWithRequest(scene, talk)
  if (what.startsWith('ask-')) return { parts: [], hear: what }
  const [purpose, to] = what.split('_')
  if (!purpose || (to !== 'on' && to !== 'off')) return { parts: [], next: { flow: 'menu' } }
  await turnPurpose(scene, purpose === 'news' ? 'announcements' : 'reminders', to)
  const parts = [say(`flows/settings:turned.${what}`), ...(await ofAllAccounts(scene, 'flows/settings:everywhere'))]
  return { parts, next: { flow: 'menu' } }
}

/** Two requests for the same are one: what was begun under that programme goes on. */
async function startRequest({ scene, turn, talk }: EndPlace): Promise<Ended> {
  const { offers: _, ...given } = turn.saved.given
  const begun = await begunAnywhere(scene, talk)
  if (begun?.given.programme !== given.programme || !begun || !isStillKept(begun, scene.day))
    return { parts: [], next: { flow: 'apply', given } }
  const gone = await goOnWithRequest(scene, talk)
  return { ...gone, parts: gone.parts.length > 0 ? gone.parts : [say('flows/apply:goes_on')] }
}
