import { Hono } from 'hono'
import { programmeName } from '../../../app/application-message.ts'
import { issueGroupCode } from '../../../app/leader-code.ts'
import { endLeader } from '../../../app/leader-end.ts'
import { type SeenGroup, seenGroup } from '../../../app/seen-group.ts'
import { may } from '../../../domain/staff.ts'
import { type GroupLead, groupRoles, type LeaderRequest } from '../../../ports/leaders.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Table } from '../parts.tsx'
import { formFiles } from '../pdf.ts'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { CodeForm, type TriedCode } from './code-form.tsx'
import { showCodeSheet } from './code-sheet.tsx'
import { Leads } from './leads.tsx'
import { groupWords } from './words.ts'

/** The page of a group: who leads it by chat, what waits for its meeting, the papers of that, and codes for its board. */
export function groupRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', (c) => page(c, deps))
  app.post('/:id/code', async (c) => {
    const form = await typedForm(c)
    const role = groupRoles.find((one) => one === form.one('role')) ?? 'leader'
    const wanted = { staff: c.get('staff'), groupId: c.req.param('id'), role, phone: form.one('phone') }
    const done = await issueGroupCode(deps, wanted)
    if (done.ok) return showCodeSheet(c, deps, done.issued)
    if (done.problem === 'not_found') return missing(c)
    return page(c, deps, { role, phone: wanted.phone, problem: done.problem })
  })
  app.post('/:id/end', async (c) => {
    const groupId = c.req.param('id')
    const roleId = (await typedForm(c)).one('role')
    const done = await endLeader(deps, { staff: c.get('staff'), groupId, roleId })
    return done ? onTo(c, `/console/groups/${groupId}`, 'ended') : missing(c)
  })
  return app
}

async function page(c: Ctx, { store }: ConsoleDeps, tried?: TriedCode): Promise<Response> {
  const seen = await seenGroup(store, c.get('staff'), c.req.param('id') ?? '')
  if (!seen) return missing(c)
  const { id } = seen.group
  const known: Known = {
    ...seen,
    leads: await store.leaders.ofGroup(id),
    members: await store.leaders.members(id),
    requests: await store.leaders.requests(id, ['with_group']),
    phoneOnFile: await store.leaders.hasPhone(id),
    ended: doneOf(c, 'ended').done !== undefined,
  }
  return show(c, <Whole ui={c.get('ui')} known={known} tried={tried} />, tried ? 422 : 200)
}

interface Known extends SeenGroup {
  leads: GroupLead[]
  members: number
  requests: LeaderRequest[]
  phoneOnFile: boolean
  ended: boolean
}

function Whole({ ui, known, tried }: { ui: Ui; known: Known; tried: TriedCode | undefined }) {
  const say = groupWords(ui)
  const { group, leads, requests, phoneOnFile, ended } = known
  const mayLink = ui.staff !== undefined && may(ui.staff.role, 'people.link')
  return (
    <Layout ui={ui} title={group.name} here="applications">
      <p class="crumb">
        <a href="/console/groups">{say('groups:title')}</a>
      </p>
      {ended ? (
        <p class="notice good" role="status">
          {say('groups:done.ended')}
        </p>
      ) : null}
      <h1>
        {group.name}
        <small>{group.code}</small>
      </h1>
      <div class="columns">
        <div>
          <About ui={ui} known={known} />
          <Requests ui={ui} requests={requests} />
        </div>
        <div>
          <Leads ui={ui} groupId={group.id} leads={leads} mayEnd={mayLink} />
          {mayLink ? <CodeForm ui={ui} groupId={group.id} phoneOnFile={phoneOnFile} tried={tried} /> : null}
        </div>
      </div>
    </Layout>
  )
}

function About({ ui, known: { group, commune, members, requests } }: { ui: Ui; known: Known }) {
  const say = groupWords(ui)
  const paper = (file: string) => `/console/groups/${group.id}/form/${file}.pdf`
  return (
    <section>
      <Facts
        rows={[
          [say('groups:group.commune'), commune.name],
          [say('groups:group.association'), ui.t(`associations.${group.associationKey}`)],
          [say('groups:group.leader'), group.leaderName],
          [say('groups:group.members'), String(members)],
          [say('groups:group.waiting'), String(requests.length)],
        ]}
      />
      <h2>{say('groups:group.papers')}</h2>
      <ul class="plain">
        <li>
          <a href={paper(formFiles.group_list)}>{say('groups:group.list')}</a>
        </li>
        <li>
          <a href={paper(formFiles.group_minutes)}>{say('groups:group.minutes')}</a>
        </li>
        {ui.staff && may(ui.staff.role, 'people.see') ? <Collection ui={ui} groupId={group.id} /> : null}
      </ul>
    </section>
  )
}

/** The sheet of the next session: amounts of single people, which the commune does not read here. */
function Collection({ ui, groupId }: { ui: Ui; groupId: number }) {
  const say = groupWords(ui)
  const file = `/console/groups/${groupId}/form/${formFiles.collection_sheet}`
  return (
    <li>
      <a href={`${file}.pdf`}>{say('groups:group.collection')}</a>{' '}
      <a href={`${file}.xlsx`}>{say('groups:group.collection_table')}</a>
    </li>
  )
}

function Requests({ ui, requests }: { ui: Ui; requests: LeaderRequest[] }) {
  if (requests.length === 0) return null
  return (
    <section>
      <h2>{groupWords(ui)('groups:group.requests')}</h2>
      <Table
        columns={['code', 'name', 'programme', 'amount'].map((name) => ui.t(`applications.columns.${name}`))}
        numbers={[3]}
        rows={requests.map(({ id, code, name, programme, amount }) => [
          <a href={`/console/applications/${id}`}>{code}</a>,
          name,
          ui.say(programmeName(programme)),
          ui.dong(amount),
        ])}
      />
    </section>
  )
}
