import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import type { ConsentCallback, ConsentResult, ZaloConsent } from '../ports/zalo-desk.ts'

/** What connecting needs. */
export interface ConnectDeps {
  store: Pick<Store, 'audit'>
  clock: Clock
  zalo: ZaloConsent
}

/** How it ended: as the consent did, or `no_code` where the browser came back without what Zalo gives. */
export type Connected = ConsentResult | { ok: false; why: 'no_code'; detail?: string }

/** Begins to connect the Official Account: the address of the page on which its administrator consents. Puts on record who began. */
export async function beginConnecting(
  deps: ConnectDeps,
  { staff, callback }: { staff: StaffMember; callback: string },
): Promise<string> {
  const address = await deps.zalo.begin(callback)
  await write(deps, { staff, action: 'channel.connect_begin' })
  return address
}

/** Ends it with what the browser brought back, and puts on record how. */
export async function finishConnecting(
  deps: ConnectDeps,
  { staff, back }: { staff: StaffMember; back: Partial<ConsentCallback> },
): Promise<Connected> {
  const { code, oaId, state } = back
  const ended: Connected = code && oaId ? await deps.zalo.finish({ code, oaId, state }) : { ok: false, why: 'no_code' }
  const detail = ended.ok
    ? { outcome: 'connected', oaId: ended.oaId }
    : { outcome: ended.why, ...(ended.detail === undefined ? {} : { said: ended.detail }) }
  await write(deps, { staff, action: 'channel.connect', detail })
  return ended
}

async function write(
  { store, clock }: ConnectDeps,
  { staff, ...done }: { staff: StaffMember; action: string; detail?: Record<string, string> },
): Promise<void> {
  const subject = { subjectKind: 'channel', subjectId: 'zalo' }
  await store.audit.write({ at: clock.now(), actorKind: 'staff', actorId: staff.id, ...subject, ...done })
}
