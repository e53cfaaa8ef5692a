import { longestAudienceName } from '../../../app/announcement-audience.ts'
import type { SavedAudience } from '../../../ports/saved-audiences.ts'
import type { Ui } from '../ui.ts'
import { saying } from './say.ts'

interface SavedProps {
  ui: Ui
  saved: readonly SavedAudience[]
  /** What became of one that was to be kept. */
  beside: string | undefined
}

/** Counts by hand, takes an audience that was kept, or keeps the one that is chosen. Each button sends the whole form. */
export function SavedAudiences({ ui, saved, beside }: SavedProps) {
  const say = saying(ui)
  return (
    <div class="saved">
      <Do what="count" text={say('count.now')} />
      {beside ? (
        <p class="notice" role="status">
          {say(`saved.${beside}`, { max: longestAudienceName })}
        </p>
      ) : null}
      <details class="boxes" open={beside !== undefined}>
        <summary>{say('saved.title', { count: saved.length })}</summary>
        {saved.length === 0 ? null : (
          <div class="field">
            <label for="saved">{say('saved.choose')}</label>
            <select id="saved" name="saved">
              {saved.map(({ id, name }) => (
                <option value={id}>{name}</option>
              ))}
            </select>
            <Do what="load" text={say('saved.load')} />
            <Do what="drop" text={say('saved.drop')} />
          </div>
        )}
        <div class="field">
          <label for="name">{say('saved.name')}</label>
          <input id="name" name="name" type="text" maxlength={longestAudienceName} />
          <Do what="save" text={say('saved.save')} />
        </div>
      </details>
    </div>
  )
}

function Do({ what, text }: { what: string; text: string }) {
  return (
    <button class="press quiet" type="submit" name="do" value={what}>
      {text}
    </button>
  )
}
