import { Hono } from 'hono'
import { authorOf } from '../../../app/announcement-author.ts'
import { type Replies, readReplies } from '../../../app/announcement-replies.ts'
import { replyHours } from '../../../domain/announcement-replies.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, link, Next, Table } from '../parts.tsx'
import { missing, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

/** What people wrote after an announcement, in one place. */
export function announcementRepliesRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id/replies', async (c) => {
    const after = c.req.query('after') ?? ''
    const wanted = { author: authorOf(c.get('staff')), id: c.req.param('id') }
    const replies = await readReplies(deps, { ...wanted, ...(/^\d{1,18}$/.test(after) ? { after } : {}) })
    return replies ? show(c, <Page ui={c.get('ui')} replies={replies} />) : missing(c)
  })
  return app
}

function Page({ ui, replies: { announcement, count, rows, next } }: { ui: Ui; replies: Replies }) {
  const say = saying(ui)
  const path = `/console/announcements/${announcement.id}`
  return (
    <Layout ui={ui} title={say('replies.title')} here="announcements">
      <p class="crumb">
        <a href={path}>{announcement.title}</a>
      </p>
      <h1>{say('replies.title')}</h1>
      <p class="lead">{say('replies.lead', { count, hours: replyHours })}</p>
      {rows.length === 0 ? (
        <Empty title={say('replies.none')} />
      ) : (
        <Table
          columns={['name', 'channel', 'at', 'text'].map((name) => say(`replies.columns.${name}`))}
          rows={rows.map((row) => [
            row.householdId ? <a href={`/console/people/${row.householdId}`}>{row.name}</a> : row.name,
            ui.t(`channels.${row.channel}`),
            ui.moment(row.at),
            row.text ?? say('replies.picture'),
          ])}
        />
      )}
      <Next ui={ui} href={next && link(`${path}/replies`, { after: next })} />
    </Layout>
  )
}
