import { Prisma } from './client/client.ts'

// Pieces of SQL over `d` delivery, `m` its mailing (which may be missing), `a` its account, `b` another account, `h` their household.

/** The consent that a delivery rests on: a notice about a loan request on that for the request, of which it is a part. */
export const purposeOf = Prisma.sql`
  CASE WHEN d.lane = 2 THEN 'announcements' WHEN m.kind = 'request' THEN 'application' ELSE 'reminders' END`

/** What only its own person may read: an answer, and a notice about their loan request. */
const personal = Prisma.sql`(d.lane = 0 OR m.kind IS NOT DISTINCT FROM 'request')`

/** The setting that names the open channels: a JSON list, written when senders start. */
export const openChannelsSetting = 'channels.open'

const openChannels = Prisma.sql`(
  SELECT ARRAY(SELECT jsonb_array_elements_text(o.value)) FROM setting o WHERE o.key = ${openChannelsSetting})`

/** A channel that this installation has open: on another one a message would wait for ever. All are, where nobody has said yet. */
export function openChannel(account: 'a' | 'b'): Prisma.Sql {
  return Prisma.sql`(${openChannels} IS NULL OR ${Prisma.raw(account)}.channel = ANY(${openChannels}::text[]))`
}

/** Account `b` may get delivery `d` in place of account `a`: what is personal stays with its person, all else with who allowed it. */
export const mayTake = Prisma.sql`
  b.household_id = a.household_id AND b.id <> a.id AND b.status = 'active' AND b.channel <> 'terminal' AND ${openChannel('b')}
  AND (NOT ${personal} OR b.person_id = a.person_id)
  AND (d.lane = 0 OR EXISTS (
    SELECT 1 FROM consent s WHERE s.account_id = b.id AND s.withdrawn_at IS NULL AND s.purpose = ${purposeOf}))`
