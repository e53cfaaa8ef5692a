import { sign } from '../page.tsx'
import type { T } from './lines.tsx'

/** The office that speaks. */
export interface Sender {
  name: string
  /** Empty where it is not known. */
  phone: string
}

interface BoardProps {
  office: Sender
  /** The other language, by its id. */
  other: string
  /** Proves that the switch of language is on our own page. */
  seal: string
  t: T
}

/** The head of the page: who speaks, that it is a machine, whom to call instead, and that nobody takes a fee. */
export function Board({ office, other, seal, t }: BoardProps) {
  return (
    <header class="board">
      <div class="who">
        <img src={sign.href} alt="" width="48" height="48" />
        <div>
          <h1>{office.name}</h1>
          <p>{t('machine')}</p>
        </div>
        <form method="post" action="/chat/language">
          <input type="hidden" name="seal" value={seal} />
          <button type="submit" name="lang" value={other} lang={other} class="language">
            {t('other_language')}
          </button>
        </form>
      </div>
      <p class="fee">
        <span>{t('no_fee')}</span>
        {office.phone ? (
          <a
            class="call"
            aria-label={t('call', { phone: office.phone })}
            href={`tel:${office.phone.replace(/[^+\d]/g, '')}`}
          >
            ☎ {office.phone}
          </a>
        ) : null}
      </p>
    </header>
  )
}
