import type { Ui } from '../ui.ts'

const pages = ['lending', 'figures', 'reach', 'posters'] as const

/** The pages that belong to the figures, to go from one to the other. */
export function FigureRooms({ ui, here }: { ui: Ui; here: (typeof pages)[number] }) {
  return (
    <nav class="tabs" aria-label={ui.t('figures.title')}>
      {pages.map((page) => (
        <a href={`/console/${page}`} aria-current={page === here ? 'page' : undefined}>
          {ui.say({ key: `lending:links.${page}` })}
        </a>
      ))}
    </nav>
  )
}
