import type { Paragraph, PictureView, Press, PromptView } from '../../ports/web-channel.ts'
import { newOnceId } from './once-id.ts'
import { PhotoForm } from './photo-form.tsx'
import type { T } from './saying.ts'
import type { Entry, TalkView } from './talk-view.ts'

export type { T } from './saying.ts'

interface LinesProps {
  talk: TalkView
  seal: string
  t: T
}

/** The talk as a list. Each entry keeps its key, so that the script adds what is new and leaves the rest alone. */
export function Lines({ talk, seal, t }: LinesProps) {
  return (
    <ol id="lines" class="lines">
      {talk.older ? (
        <li class="older" data-line="older">
          <a href={`/chat?before=${encodeURIComponent(talk.older)}`}>{t('older')}</a>
        </li>
      ) : null}
      {talk.entries.map((entry) => (
        <EntryLine entry={entry} seal={seal} t={t} />
      ))}
    </ol>
  )
}

function EntryLine({ entry, seal, t }: { entry: Entry; seal: string; t: T }) {
  if (entry.kind === 'day') {
    return (
      <li class="day" data-line={entry.key}>
        <span>{entry.label}</span>
      </li>
    )
  }
  if (entry.kind === 'person') {
    return (
      <li class="line person" data-line={entry.key}>
        <span class="unseen">{t('you')}</span>
        <p class="bubble">{entry.text}</p>
        <Time time={entry.time} />
      </li>
    )
  }
  const { view } = entry
  const pinned = view.paragraphs[0]?.as === 'title'
  return (
    <li class={`line bot${entry.now ? ' now' : ''}`} data-line={entry.key}>
      <span class="unseen">{t('bot')}</span>
      <div class={pinned ? 'note pinned' : 'note'}>
        {view.paragraphs.map((paragraph) =>
          paragraph.picture ? <Picture picture={paragraph.picture} /> : <Words paragraph={paragraph} />,
        )}
        {view.prompt ? <Asking prompt={view.prompt} /> : null}
        <Time time={entry.time} />
      </div>
      {view.prompt?.photo ? <PhotoForm seal={seal} t={t} /> : null}
      {view.prompt ? <Presses prompt={view.prompt} seal={seal} t={t} /> : null}
    </li>
  )
}

function Asking({ prompt }: { prompt: PromptView }) {
  return (
    <>
      {prompt.ask.map((paragraph) => (
        <Words paragraph={paragraph} as="ask" />
      ))}
      {prompt.hint.map((paragraph) => (
        <Words paragraph={paragraph} as="hint" />
      ))}
    </>
  )
}

/** Its size is known before it has come, so nothing moves when it does. */
function Picture({ picture: { path, alt, width, height } }: { picture: PictureView }) {
  return (
    <p class="picture">
      <a href={path} rel="noopener noreferrer" target="_blank">
        <img src={path} alt={alt} width={width} height={height} loading="lazy" />
      </a>
    </p>
  )
}

function Words({ paragraph, as }: { paragraph: Paragraph; as?: string }) {
  return (
    <p class={as ?? paragraph.as}>
      {paragraph.lines.map((runs, i) => (
        <>
          {i > 0 ? <br /> : null}
          {runs.map((run) =>
            run.href ? (
              <a href={run.href} rel="noopener noreferrer" target="_blank">
                {run.text}
              </a>
            ) : (
              run.text
            ),
          )}
        </>
      ))}
    </p>
  )
}

function Presses({ prompt, seal, t }: { prompt: PromptView; seal: string; t: T }) {
  if (prompt.answers.length + prompt.also.length === 0) return null
  return (
    <form method="post" action="/chat" class="presses">
      <input type="hidden" name="id" value={newOnceId()} />
      <input type="hidden" name="seal" value={seal} />
      <PressList presses={prompt.answers} kind="answers" label={t('answers')} />
      <PressList presses={prompt.also} kind="also" label={t('also')} />
    </form>
  )
}

function PressList({ presses, kind, label }: { presses: Press[]; kind: string; label: string }) {
  if (presses.length === 0) return null
  return (
    <fieldset class={kind}>
      <legend class="unseen">{label}</legend>
      {presses.map((press) => (
        <button type="submit" name="token" value={press.token}>
          {press.label}
        </button>
      ))}
    </fieldset>
  )
}

function Time({ time }: { time: string }) {
  return <time class="time">{time}</time>
}
