import type { Child } from 'hono/jsx'
import { type CheckRecord, type ZaloCheck, zaloChecks } from '../../../app/channel-checks.ts'
import type { ZaloAnswers, ZaloDesk, ZaloStanding } from '../../../ports/zalo-desk.ts'
import { Facts, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'

/** What is shown of Zalo. */
export interface ZaloShown {
  standing: ZaloStanding
  answers: ZaloAnswers
  faces: Awaited<ReturnType<ZaloDesk['faces']>>
  checks: Record<ZaloCheck, CheckRecord[]>
  publicUrl: string
}

/** Where Zalo is sent to: both addresses are entered on its developer page. */
export function zaloAddresses(publicUrl: string): { webhook: string; callback: string } {
  return { webhook: `${publicUrl}/webhooks/zalo`, callback: `${publicUrl}/console/channels/zalo/callback` }
}

/** What only Zalo has: the consent and its age, the package, the quota, the way to connect, and what is to be tried once. */
export function ZaloPart({ ui, zalo }: { ui: Ui; zalo: ZaloShown }) {
  const { standing, answers, faces, checks, publicUrl } = zalo
  const { state } = standing
  const { webhook, callback } = zaloAddresses(publicUrl)
  const done = zaloChecks.filter((id) => checks[id].length > 0).length
  return (
    <>
      <h3>
        {ui.t('channel.zalo.account')} <Tag tone={tones[state]}>{ui.t(`channel.zalo.states.${state}`)}</Tag>
      </h3>
      {state === 'none' ? <p>{ui.t('channel.zalo.first')}</p> : null}
      {answers.problem ? <p class="notice bad">{ui.say(answers.problem)}</p> : null}
      <Facts rows={[...accountOf(ui, zalo), ...tokenOf(ui, standing)]} />
      <form method="post" action="/console/channels/zalo/connect">
        <button class={state === 'good' ? 'press quiet' : 'press'} type="submit">
          {ui.t(state === 'good' ? 'channel.zalo.connect_again' : 'channel.zalo.connect')}
        </button>
      </form>
      <h3>{ui.t('channel.zalo.addresses')}</h3>
      {publicUrl.startsWith('https:') ? null : <p class="notice bad">{ui.t('channel.zalo.needs_https')}</p>}
      <Facts
        rows={[
          [ui.t('channel.zalo.webhook'), <span class="url">{webhook}</span>],
          [ui.t('channel.zalo.callback'), <span class="url">{callback}</span>],
        ]}
      />
      <h3>{ui.t('channel.zalo.learnt')}</h3>
      <Facts
        rows={[
          [ui.t('channel.zalo.buttons'), ui.t(`channel.zalo.faces.${faces.buttons}`)],
          [ui.t('channel.zalo.card'), ui.t(`channel.zalo.faces.${faces.card}`)],
        ]}
      />
      <p>
        <a href="/console/channels/zalo/checks">{ui.t('channel.zalo.checks', { done, all: zaloChecks.length })}</a>
      </p>
    </>
  )
}

const tones = { none: 'wait', good: 'good', reconsent: 'bad' } as const

type Row = readonly [name: string, value: Child | undefined]

/** What Zalo itself says. Where it did not answer that is said, and nothing is guessed. */
function accountOf(ui: Ui, { standing, answers }: ZaloShown): Row[] {
  if (standing.state !== 'good') return []
  const { profile, quotas, templates } = answers
  const unknown = ui.t('channel.zalo.unknown')
  const days = profile?.packageUntil ? ui.t('channel.zalo.until', { until: profile.packageUntil }) : ''
  return [
    [ui.t('channel.zalo.name'), profile ? `${profile.name} (${standing.oaId ?? ''})` : (standing.oaId ?? unknown)],
    [
      ui.t('channel.zalo.package'),
      profile ? [profile.packageName, days].filter(Boolean).join(' ') || unknown : unknown,
    ],
    [ui.t('channel.zalo.followers'), profile?.followers === undefined ? unknown : String(profile.followers)],
    [ui.t('channel.zalo.quota'), quotas ? quotaOf(ui, quotas) : unknown],
    [ui.t('channel.zalo.templates'), templatesOf(ui, templates) ?? unknown],
  ]
}

function quotaOf(ui: Ui, quotas: NonNullable<ZaloAnswers['quotas']>): string {
  if (quotas.length === 0) return ui.t('channel.zalo.no_end')
  return quotas
    .map(({ left, total }) => ui.t('channel.zalo.left', { left: String(left), total: String(total) }))
    .join('; ')
}

function templatesOf(ui: Ui, templates: ZaloAnswers['templates']): string | undefined {
  const { left, perDay } = templates ?? {}
  if (left === undefined || perDay === undefined) return undefined
  return ui.t('channel.zalo.left', { left: String(left), total: String(perDay) })
}

function tokenOf(ui: Ui, { pair, refresh, reason }: ZaloStanding): Row[] {
  if (!pair) return []
  const hours = Math.max(0, Math.floor((ui.now.getTime() - pair.issuedAt.getTime()) / 3_600_000))
  const used = pair.accessUntil.getTime() > 0
  return [
    [ui.t('channel.zalo.issued'), `${ui.moment(pair.issuedAt)} (${ui.t(`channel.zalo.issued_for.${pair.issuedFor}`)})`],
    [ui.t('channel.zalo.age'), used ? ui.t('channel.zalo.hours', { hours: String(hours) }) : undefined],
    [ui.t('channel.zalo.access_until'), used ? ui.moment(pair.accessUntil) : undefined],
    [ui.t('channel.zalo.doubt'), refresh && ui.moment(refresh.begunAt)],
    [ui.t('channel.zalo.reason'), reason],
  ]
}
