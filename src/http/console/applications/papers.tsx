import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { openPaper, paperName, seesPapers } from '../../../app/open-paper.ts'
import type { Words } from '../../../conversation/words.ts'
import type { HouseholdPart, PlannedItem } from '../../../domain/household-part.ts'
import type { Application } from '../../../ports/applications.ts'
import type { AttachmentBrief } from '../../../ports/attachments.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Facts } from '../parts.tsx'
import { missing } from '../respond.tsx'
import type { Ui } from '../ui.ts'

/** The pictures of a request, one at a time: `GET /:id/paper/:attachmentId`. Each look is written down. */
export function paperRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id/paper/:attachmentId', async (c) => {
    const { id: applicationId, attachmentId } = c.req.param()
    const paper = await openPaper(deps, { staff: c.get('staff'), applicationId, attachmentId })
    if (!paper) return missing(c)
    return c.body(paper.content, 200, {
      'Content-Type': paper.mime,
      'Content-Disposition': `inline; filename="${paper.paper.replace(/[^\w-]/g, '')}-${paper.id}.jpg"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
  })
  return app
}

/** The answers that have a place of their own here, beside those of 01/TD that the page shows anyway. */
export const shownWithPapers: readonly string[] = [
  ...[
    'items',
    'instalment_months',
    'heir_name',
    'collateral',
    'student_name',
    'school',
    'course',
    'study_year',
    'tuition',
  ],
  ...['workers', 'workplace', 'country', 'company', 'contract_day', 'costs', 'works', 'house', 'price', 'later_papers'],
]

/** The table of 01/TD, what the programme needs beside it, and the papers: what is there and what is still to be brought. */
export function Papers({ ui, application, papers }: { ui: Ui; application: Application; papers: AttachmentBrief[] }) {
  const part: HouseholdPart = application.answers
  return (
    <>
      <Items ui={ui} items={part.items ?? []} />
      <More ui={ui} part={part} />
      <Pictures {...{ ui, application, papers, later: part.later_papers ?? [] }} />
    </>
  )
}

/** Says the words of the locale file `papers`. */
function saying(ui: Ui) {
  return (key: string, fillers?: Words['with']) =>
    ui.say({ key: `papers:${key}`, ...(fillers ? { with: fillers } : {}) })
}

function Items({ ui, items }: { ui: Ui; items: readonly PlannedItem[] }): Child {
  if (items.length === 0) return null
  const said = saying(ui)
  return (
    <section>
      <h2>{said('items.title')}</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">{said('items.item')}</th>
              <th scope="col">{said('items.quantity')}</th>
              <th scope="col" class="number">
                {said('items.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ item, quantity, amount }) => (
              <tr>
                <td>{item}</td>
                <td>{quantity}</td>
                <td class="number">{ui.dong(amount)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={2}>
                {said('items.sum')}
              </th>
              <td class="number">{ui.dong(items.reduce((sum, { amount }) => sum + amount, 0))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

const plain = [
  'collateral',
  'student_name',
  'school',
  'course',
  'study_year',
  'workers',
  'workplace',
  'country',
  'company',
] as const
const money = ['tuition', 'costs', 'price'] as const

function More({ ui, part }: { ui: Ui; part: HouseholdPart }): Child {
  const said = saying(ui)
  const rows = [
    ...plain.map((name) => [said(`more.${name}`), part[name] === undefined ? '' : String(part[name])] as const),
    ...money.map((name) => [said(`more.${name}`), part[name] === undefined ? '' : ui.dong(part[name])] as const),
    [said('more.contract_day'), part.contract_day ? ui.day(part.contract_day) : ''] as const,
    [said('more.works'), part.works ? ui.say({ key: `flows/apply:works.options.${part.works}` }) : ''] as const,
    [said('more.house'), part.house ? ui.say({ key: `flows/apply:house.options.${part.house}` }) : ''] as const,
    [said('more.instalment'), part.instalment_months ? said('months', { count: part.instalment_months }) : ''] as const,
    [said('more.heir_name'), part.heir_name ?? ''] as const,
  ].filter(([, value]) => value !== '')
  return rows.length === 0 ? null : (
    <section>
      <h2>{said('more.title')}</h2>
      <Facts rows={rows} />
    </section>
  )
}

interface PicturesProps {
  ui: Ui
  application: Application
  papers: AttachmentBrief[]
  later: readonly string[]
}

function Pictures({ ui, application, papers, later }: PicturesProps): Child {
  if (papers.length + later.length === 0) return null
  const { id, programme } = application
  const said = saying(ui)
  const opens = ui.staff !== undefined && seesPapers(ui.staff)
  const name = (paper: string) => ui.say(paperName({ paper }, programme))
  return (
    <section>
      <h2>{said('title')}</h2>
      {opens && papers.length > 0 ? <p>{said('noted')}</p> : null}
      <ul>
        {papers.map((paper) => (
          <li>
            {name(paper.paper)}{' '}
            {opens ? (
              <a
                class="press quiet"
                href={`/console/applications/${id}/paper/${paper.id}`}
                target="_blank"
                rel="noopener"
              >
                {said('open', { name: name(paper.paper) })}
              </a>
            ) : (
              said('there')
            )}
          </li>
        ))}
        {later.map((paper) => (
          <li>{said('later', { name: name(paper) })}</li>
        ))}
      </ul>
    </section>
  )
}
