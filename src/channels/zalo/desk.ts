import type { Words } from '../../conversation/words.ts'
import type { ZaloGrant } from '../../ports/zalo-credentials.ts'
import type {
  ZaloAnswers,
  ZaloConsent,
  ZaloDesk,
  ZaloStanding,
  ZaloTemplate,
  ZaloTemplateAnswer,
} from '../../ports/zalo-desk.ts'
import type { AccountApi } from './account-api.ts'
import type { BusinessApi } from './business-api.ts'
import type { Faces } from './faces.ts'
import type { Outcome } from './failure.ts'

/** What the desk of Zalo is made of. */
export interface DeskDeps {
  /** Where the consent stands now. */
  look: () => Promise<ZaloGrant>
  consent: ZaloConsent
  account: AccountApi
  business: BusinessApi
  faces: Faces
  /** How long Zalo may take to answer, in seconds. */
  askSeconds: number
}

/** What the page of the channels shows of an account, and the way to connect it. */
export function makeDesk(deps: DeskDeps): ZaloDesk {
  const { look, consent, faces } = deps
  return {
    ...consent,
    standing: async () => standingOf(await look()),
    ask: () => ask(deps),
    template: (id) => templateOf(deps, id),
    faces: async () => {
      const { buttons, card } = await faces.known()
      return { buttons, card }
    },
  }
}

function standingOf({ state, oaId, reason, refresh, pair }: ZaloGrant): ZaloStanding {
  return {
    state,
    ...(oaId === undefined ? {} : { oaId }),
    ...(reason === undefined ? {} : { reason }),
    ...(refresh ? { refresh } : {}),
    ...(pair ? { pair: { accessUntil: pair.accessUntil, issuedAt: pair.issuedAt, issuedFor: pair.issuedFor } } : {}),
  }
}

// Three questions at once: one that is refused (no package, no templates) says nothing about the others.
async function ask({ account, business, askSeconds }: DeskDeps): Promise<ZaloAnswers> {
  const deadline = AbortSignal.timeout(askSeconds * 1000)
  const [profile, quotas, templates] = await Promise.all([
    account.profile(deadline),
    account.quotas(deadline),
    business.quota(deadline),
  ])
  const problem = problemOf(profile) ?? problemOf(quotas) ?? problemOf(templates)
  return {
    ...(profile.ok ? { profile: profileOf(profile.data) } : {}),
    ...(quotas.ok ? { quotas: quotas.data.map(({ left, total, until }) => ({ left, total, until })) } : {}),
    ...(templates.ok ? { templates: given(templates.data) } : {}),
    ...(problem ? { problem } : {}),
  }
}

/** There is none with that number, it is another account's, or this app may not see it. */
const unknownTemplate: readonly (number | undefined)[] = [-109, -1091, -117]

async function templateOf({ business, askSeconds }: DeskDeps, id: string): Promise<ZaloTemplateAnswer> {
  const got = await business.templateInfo(id, AbortSignal.timeout(askSeconds * 1000))
  if (!got.ok && unknownTemplate.includes(got.error.platformCode)) return { ok: false, why: 'unknown' }
  if (!got.ok) return { ok: false, why: 'not_answered', words: got.error.staff }
  const { name, status, params, priceByUserDong, priceByPhoneDong } = got.data
  const [byUserDong, byPhoneDong] = [named(priceByUserDong), named(priceByPhoneDong)]
  const template: ZaloTemplate = {
    ...{ id, name, status, approved: status === 'ENABLE', params: params.map(paramOf) },
    ...(byUserDong === undefined ? {} : { byUserDong }),
    ...(byPhoneDong === undefined ? {} : { byPhoneDong }),
  }
  return { ok: true, template }
}

function paramOf({ name, required, maxLength }: { name: string; required: boolean; maxLength: number | undefined }) {
  const longest = named(maxLength)
  return { name, required, ...(longest === undefined ? {} : { longest }) }
}

// 0 is how an empty field reads: no price, no length.
function named(figure: number | undefined): number | undefined {
  return figure !== undefined && figure > 0 ? Math.ceil(figure) : undefined
}

function profileOf(of: { name: string; packageName: string; packageUntil: string; followers: number | undefined }) {
  const { name, packageName, packageUntil, followers } = of
  return { name, packageName, packageUntil, ...(followers === undefined ? {} : { followers }) }
}

function given({ left, perDay }: { left: number | undefined; perDay: number | undefined }) {
  return { ...(left === undefined ? {} : { left }), ...(perDay === undefined ? {} : { perDay }) }
}

function problemOf(outcome: Outcome<unknown>): Words | undefined {
  return outcome.ok ? undefined : outcome.error.staff
}
