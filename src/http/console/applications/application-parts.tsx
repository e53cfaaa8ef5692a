import type { Child } from 'hono/jsx'
import type { Json } from '../../../conversation/question.ts'
import { hasEnded, ownerOf } from '../../../domain/application.ts'
import { bankFields } from '../../../domain/bank-part.ts'
import { readDay } from '../../../domain/day.ts'
import { maskIdentity } from '../../../domain/identity-number.ts'
import { maskPhone } from '../../../domain/phone.ts'
import { may } from '../../../domain/staff.ts'
import type { Application, ApplicationEvent } from '../../../ports/applications.ts'
import { applicationTone, Due, Facts, Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { shownWithPapers } from './papers.tsx'

/** Where the request stands and since when, whose turn it is, by when, and what is to be done. */
export function Standing({ ui, application }: { ui: Ui; application: Application }) {
  const { state, since, dueAt, reminded } = application
  return (
    <>
      <p class="standing">
        <Tag tone={applicationTone(state)}>{ui.say({ key: `applications:states.${state}` })}</Tag>
        <span>{ui.t('application.owner', { owner: ui.t(`owners.${ownerOf[state]}`) })}</span>
        <span>{ui.t('application.since', { when: ui.moment(since) })}</span>
        <Due ui={ui} dueAt={dueAt} />
      </p>
      {hasEnded(state) ? null : <p>{ui.t(`application.todo.${state}`)}</p>}
      {reminded.last ? (
        <p class="hint">{ui.t('application.reminded', { times: reminded.times, when: ui.moment(reminded.last) })}</p>
      ) : null}
    </>
  )
}

/** The answers whose names the console knows, in the order of the form. What a later talk adds is shown by its own name. */
const known = ['full_name', 'birth_year', 'communeName', 'hamlet', 'plan', 'own_capital', 'term_months'] as const
const money = ['own_capital', 'amount']
/** Shown elsewhere, or only a number of ours. */
const hidden = ['amount', 'phone', 'commune']

/** The household's part of form 01/TD. The phone number is opened by a button, so that it is known who looked. */
export function AnswerFacts({ ui, application, phone }: { ui: Ui; application: Application; phone?: string }) {
  const { answers } = application
  const others = Object.keys(answers).filter(
    (name) => !known.some((k) => k === name) && !hidden.includes(name) && !shownWithPapers.includes(name),
  )
  return (
    <section>
      <h2>{ui.t('application.household_part')}</h2>
      <Facts
        rows={[
          [ui.t('answers.amount'), <strong>{ui.dong(application.amount)}</strong>],
          ...known.map((name) => [ui.t(`answers.${name}`), answerText(ui, name, answers[name])] as const),
          [ui.t('answers.phone'), <Phone {...{ ui, application, ...(phone ? { phone } : {}) }} />],
          ...others.map((name) => [name, answerText(ui, name, answers[name])] as const),
          [ui.t('application.sent_at'), ui.moment(application.createdAt)],
          [ui.t('application.household'), householdLink(ui, application)],
        ]}
      />
      <Verdict ui={ui} application={application} />
    </section>
  )
}

function householdLink(ui: Ui, { householdId }: Application): Child {
  if (!householdId) return ui.t('application.not_linked')
  if (!ui.staff || !may(ui.staff.role, 'people.see')) return ui.t('application.linked')
  return <a href={`/console/people/${householdId}`}>{ui.t('application.open_household')}</a>
}

function Phone({ ui, application, phone }: { ui: Ui; application: Application; phone?: string }) {
  const given = application.answers.phone
  if (typeof given !== 'string') return <>{ui.t('none')}</>
  if (phone) return <a href={`tel:${phone}`}>{phone}</a>
  if (!ui.staff || !may(ui.staff.role, 'people.phone')) return <>{maskPhone(given)}</>
  return (
    <form class="inline" method="post" action={`/console/applications/${application.id}/phone`}>
      {maskPhone(given)}{' '}
      <button class="quiet" type="submit">
        {ui.t('household.open_phone')}
      </button>
    </form>
  )
}

function answerText(ui: Ui, name: string, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'number') return money.includes(name) ? ui.dong(value) : String(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const verdicts = ['eligible', 'ineligible', 'needs_info', 'ask_officer', 'not_in_force'] as const

/** What the rules answered on the day it was sent, with the documents they stand on. */
function Verdict({ ui, application }: { ui: Ui; application: Application }) {
  const { verdict, reasons } = (application.verdict ?? {}) as { verdict?: string; reasons?: Reason[] }
  const named = verdicts.find((v) => v === verdict)
  if (!named) return null
  return (
    <details class="verdict">
      <summary>
        {ui.t('application.verdict', { verdict: ui.t(`verdicts.${named}`), day: { day: application.lawDay } })}
      </summary>
      <ul>
        {(reasons ?? []).map(({ met, citation }) => (
          <li>
            <Tag tone={met === true ? 'good' : met === false ? 'bad' : 'calm'}>{ui.t(`met.${String(met)}`)}</Tag>{' '}
            {citation}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface Reason {
  met: boolean | null
  citation: string
}

const bankMoney = ['amount', 'instalmentAmount']
const bankRates = ['ratePct', 'overdueRatePct']

interface BankProps {
  ui: Ui
  application: Application
  completes: boolean
  /** The identity number, when it was just opened. */
  identity?: string
}

/** The bank's part of form 01/TD, or the way to fill it in. The identity number is opened by a button, so that it is known who looked. */
export function BankFacts({ ui, application, completes, identity }: BankProps) {
  const { bank, id } = application
  const fields = [...bankFields, 'receiveOn', 'disbursedOn', 'useCheckedOn'] as const
  return (
    <section>
      <h2>{ui.t('application.bank_part')}</h2>
      {bank ? (
        <Facts
          rows={fields.map((name) => {
            const number = name === 'idNumber' && !identity ? bank[name] : undefined
            const shown =
              typeof number === 'string' ? <Identity {...{ ui, id, number }} /> : bankText(ui, name, bank[name])
            return [ui.t(`bank.${name}`), shown] as const
          })}
        />
      ) : (
        <p>{ui.t('application.bank_part_none')}</p>
      )}
      {completes ? (
        <a class={bank ? 'press quiet' : 'press'} href={`/console/applications/${id}/complete`}>
          {ui.t(bank ? 'application.correct' : 'application.complete')}
        </a>
      ) : null}
    </section>
  )
}

function Identity({ ui, id, number }: { ui: Ui; id: string; number: string }) {
  if (!ui.staff || !may(ui.staff.role, 'people.phone')) return <>{maskIdentity(number)}</>
  return (
    <form class="inline" method="post" action={`/console/applications/${id}/identity`}>
      {maskIdentity(number)}{' '}
      <button class="quiet" type="submit">
        {ui.t('application.open_identity')}
      </button>
    </form>
  )
}

function bankText(ui: Ui, name: string, value: Json | undefined): string {
  if (typeof value === 'number' && bankMoney.includes(name)) return ui.dong(value)
  if (typeof value === 'number' && bankRates.includes(name)) return ui.t('value', { value: { pct: value } })
  const day = typeof value === 'string' ? readDay(value) : undefined
  return day ? ui.day(day) : answerText(ui, name, value)
}

/** What happened so far. */
export function History({ ui, events }: { ui: Ui; events: ApplicationEvent[] }) {
  return (
    <section>
      <h2>{ui.t('application.history')}</h2>
      <ol class="history">
        {events.map((e) => (
          <li>
            <strong>{ui.t(`application.happened.${e.event}`)}</strong>
            <span>{[e.actorName ?? ui.t(`actors.${e.actorKind}`), ui.moment(e.at)].join(' · ')}</span>
            {e.linkBy ? <span>{ui.t('application.link_by', { name: e.linkBy })}</span> : null}
            {e.day ? <span>{ui.t('application.on_day', { day: ui.day(e.day) })}</span> : null}
            {e.reason ? (
              <span>
                {ui.t('application.because', { reason: { words: { key: `applications:reasons.${e.reason}` } } })}
              </span>
            ) : null}
            {e.note ? <span class="note">{e.note}</span> : null}
            {e.told ? <span>{ui.t('application.told')}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
