import type { Given } from '../conversation/question.ts'
import { yearOf } from '../domain/day.ts'
import type { FlowId } from '../flows/index.ts'
import { type Facts, type ProgrammeId, weighOne } from '../policy/index.ts'
import type { Household } from '../ports/households.ts'
import type { Commune } from '../ports/units.ts'
import { difficultyGiven } from './difficulty-given.ts'
import { ledGroups } from './led-groups.ts'
import { mostToAsk } from './most-to-ask.ts'
import type { Scene } from './scene.ts'
import { takesPhotos } from './takes-photos.ts'

/** What a flow is started with: what is known and need not be asked, and the lists it lets people pick from. */
export async function givenFor(scene: Scene, flow: FlowId, given: Given): Promise<Given> {
  const build = builders[flow]
  return build ? { ...given, ...(await build(scene, given)) } : given
}

const builders: Partial<Record<FlowId, (scene: Scene, given: Given) => Promise<Given>>> = {
  welcome: async ({ tx, account }, given) => {
    const { name, phone } = await tx.units.mainOffice()
    return {
      office: name,
      phone,
      ...(account.lang === 'vi' || given.language !== undefined ? {} : { language: 'ask' }),
    }
  },
  'check-eligibility': async (scene) => ({
    day: scene.day,
    ...(await communesOf(scene)),
    ...(await factsOfHousehold(scene)),
  }),
  apply: async (scene, given) => ({
    ...(await communesOf(scene)),
    day: scene.day,
    year: yearOf(scene.day),
    photos: takesPhotos(scene.account.channel),
    ...known(await householdOf(scene)),
    ...ceilings(scene, given),
  }),
  'leader-link': async ({ account }) => ({ canShare: account.channel === 'telegram' }),
  menu: async (scene) => ((await ledGroups(scene)).length > 0 ? { leads: true } : {}),
  'report-difficulty': difficultyGiven,
  'my-loan': async ({ account }) => ({ linked: account.householdId !== undefined }),
  'link-account': async ({ account }) => ({ canShare: account.channel === 'telegram' }),
  settings: async ({ tx, account }) => {
    const consents = await tx.consents.of(account.id)
    const { householdId } = account
    const told = householdId !== undefined && (await tx.householdChoices.of(householdId)).receipts
    return {
      news: consents.includes('announcements') ? 'on' : 'off',
      reminders: consents.includes('reminders') ? 'on' : 'off',
      receipts: told && consents.includes('reminders') ? 'on' : 'off',
    }
  },
}

/** Longer than any programme lends for: only a slip of the keyboard is beyond it. */
const longestMonths = 600

/** What may be asked for, by the law of the day and what is known of the household. */
function ceilings({ day }: Scene, given: Given): Given {
  const weighed = weighOne(given.programme as ProgrammeId, (given.facts ?? {}) as Facts, day)
  const most = mostToAsk(weighed)
  return { maxTermMonths: weighed.termMonths ?? longestMonths, ...(most === undefined ? {} : { maxAmountDong: most }) }
}

/** The household of an account that was linked. */
export async function householdOf({ tx, account }: Scene): Promise<Household | undefined> {
  return account.householdId ? tx.households.find(account.householdId) : undefined
}

/** The communes of the office, and for each the units it was made of: what a unit was in the past may decide. */
async function communesOf({ tx }: Scene): Promise<Given> {
  const communes = await tx.units.communes()
  const former = communes.map((c) => [
    `former_${c.id}`,
    c.formerUnits.map((u, i) => ({ id: `${u.kind}_${i}`, name: u.name })),
  ])
  return {
    communes: communes.map(({ id, name, kind }: Commune) => ({ id: String(id), name, kind })),
    ...Object.fromEntries(former),
  }
}

/** What the bank knows of a linked household, in the words of the law. Of a stranger nothing is taken for known, not even that nothing is owed. */
async function factsOfHousehold(scene: Scene): Promise<Given> {
  const household = await householdOf(scene)
  if (!household) return {}
  const { povertyStatus, commune, group } = household
  const loans = await scene.tx.loans.ofHousehold(household.id)
  const owed: Record<string, number> = {}
  for (const l of loans) owed[l.programme] = (owed[l.programme] ?? 0) + l.outstanding
  const facts = {
    existingVbspDebtVnd: owed,
    overdueDebtAtVbsp: loans.some((l) => l.overdue > 0),
    ...(povertyStatus ? { povertyStatus } : {}),
    ...(group ? { groupMember: true } : {}),
  }
  return { commune: String(commune.id), facts }
}

function known(household: Household | undefined): Given {
  if (!household) return {}
  const { headName, birthYear, phone, commune, hamlet } = household
  return {
    known: true,
    fullName: headName,
    communeName: commune.name,
    hamlet: hamlet ?? '',
    ...(birthYear ? { birthYear } : {}),
    ...(phone ? { knownPhone: phone } : {}),
  }
}
