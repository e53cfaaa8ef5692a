import { Hono } from 'hono'
import { approvalRule } from '../../../app/announcement-rules.ts'
import { setOfficeRule } from '../../../app/set-approval-rule.ts'
import { type ApprovalRule, approvalRules, maySetApproval } from '../../../domain/announcement-approval.ts'
import { may } from '../../../domain/staff.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { link, Problems, Select } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

const path = '/console/approval'

/** Who has to agree to the announcements of an office: set by its director, or by an administrator. */
export function approvalRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const found = await officesOf(c, deps, c.req.query('office') ?? '')
    return found ? page(c, deps, { ...found, problem: false }) : missing(c)
  })
  app.post('/', async (c) => {
    const form = await typedForm(c)
    const found = await officesOf(c, deps, form.one('office'))
    if (!found) return missing(c)
    const officeId = found.office.id
    const set = await setOfficeRule(deps, { staff: c.get('staff'), officeId, typed: form.one('rule') })
    if (set.ok) return onTo(c, link(path, { office: String(officeId) }), 'kept')
    return set.problem === 'not_yours' ? missing(c) : page(c, deps, { ...found, problem: true })
  })
  return app
}

interface Named {
  id: number
  name: string
}

interface Found {
  /** Those whose rule the reader may set. */
  offices: readonly Named[]
  office: Named
}

/** The office that is asked for by its number, the first one where none is, among those whose rule the reader may set. */
async function officesOf(c: Ctx, { store }: ConsoleDeps, asked: string): Promise<Found | undefined> {
  const offices = (await store.people.offices({})).filter(({ id }) => maySetApproval(c.get('staff'), id))
  const office = asked === '' ? offices[0] : offices.find(({ id }) => String(id) === asked)
  return office && { offices, office }
}

async function page(c: Ctx, { store }: ConsoleDeps, shown: Found & { problem: boolean }): Promise<Response> {
  const rule = await approvalRule(store.settings, shown.office.id)
  const kept = doneOf(c, 'kept').done !== undefined
  return show(c, <Approval ui={c.get('ui')} {...{ ...shown, rule, kept }} />, shown.problem ? 422 : 200)
}

interface ApprovalProps extends Found {
  ui: Ui
  rule: ApprovalRule
  kept: boolean
  /** Nothing was chosen. */
  problem: boolean
}

function Approval({ ui, offices, office, rule, kept, problem }: ApprovalProps) {
  const say = saying(ui)
  const room = ui.staff && may(ui.staff.role, 'announcements.see') ? 'announcements' : 'staff'
  return (
    <Layout ui={ui} title={say('rule.title')} here={room}>
      <p class="crumb">
        <a href={`/console/${room}`}>{ui.t(`nav.${room}`)}</a>
      </p>
      {kept ? (
        <p class="notice good" role="status">
          {say('rule.kept', { rule: { words: { key: `announcing:rule.rules.${rule}` } } })}
        </p>
      ) : null}
      <div class="narrow">
        <h1>{say('rule.title')}</h1>
        <p class="lead">{say('rule.lead', { office: office.name })}</p>
        {offices.length > 1 ? <Offices {...{ ui, offices, office }} /> : null}
        <p>{say('rule.why')}</p>
        <Problems ui={ui} problems={problem ? [[`rule-${approvalRules[0]}`, say('rule.no_rule')]] : []} />
        <form method="post" action={path}>
          <input type="hidden" name="office" value={String(office.id)} />
          <fieldset>
            <legend>{say('rule.who')}</legend>
            {approvalRules.map((one) => (
              <Choice ui={ui} rule={one} checked={one === rule} />
            ))}
          </fieldset>
          <button class="press" type="submit">
            {say('rule.keep')}
          </button>
          <p class="hint">{say('rule.at_once')}</p>
        </form>
      </div>
    </Layout>
  )
}

/** An administrator of all sees one office at a time. */
function Offices({ ui, offices, office }: Pick<ApprovalProps, 'ui' | 'offices' | 'office'>) {
  const say = saying(ui)
  return (
    <form method="get">
      <Select
        name="office"
        label={say('rule.office')}
        value={String(office.id)}
        options={offices.map(({ id, name }) => [String(id), name] as const)}
      />
      <button type="submit" class="quiet">
        {say('rule.show')}
      </button>
    </form>
  )
}

function Choice({ ui, rule, checked }: { ui: Ui; rule: ApprovalRule; checked: boolean }) {
  const say = saying(ui)
  const id = `rule-${rule}`
  return (
    <>
      <label class="pick">
        <input type="radio" name="rule" id={id} value={rule} checked={checked} aria-describedby={`${id}-hint`} />
        <span>{say(`rule.rules.${rule}`)}</span>
      </label>
      <p class="hint" id={`${id}-hint`}>
        {say(`rule.hints.${rule}`)}
      </p>
    </>
  )
}
