import type { PromptView } from '../../ports/web-channel.ts'
import { newOnceId } from './once-id.ts'
import type { T } from './saying.ts'

interface ComposerProps {
  /** What is asked for at the moment; undefined when nothing is. */
  input: PromptView['input'] | undefined
  seal: string
  /** Words that were typed and not taken. */
  kept?: string
  t: T
}

/** The field to type in. Its kind fits the question that stands. */
export function Composer({ input, seal, kept, t }: ComposerProps) {
  const about = {
    id: 'field',
    name: 'text',
    placeholder: t(`field.${input ?? 'none'}`),
    'aria-label': t('field_label'),
    required: true,
  }
  return (
    <form id="composer" class="composer" method="post" action="/chat" data-input={input ?? 'none'}>
      <input type="hidden" name="id" value={newOnceId()} />
      <input type="hidden" name="seal" value={seal} />
      {input === 'phone' ? (
        <input type="tel" inputmode="tel" autocomplete="tel" value={kept ?? ''} {...about} />
      ) : input === 'number' ? (
        <input type="text" inputmode="numeric" autocomplete="off" value={kept ?? ''} {...about} />
      ) : input === 'amount' || input === 'day' ? (
        <input type="text" inputmode="text" autocomplete="off" value={kept ?? ''} {...about} />
      ) : (
        <textarea rows={1} enterkeyhint="send" autocomplete="off" {...about}>
          {kept ?? ''}
        </textarea>
      )}
      <button type="submit" class="send">
        {t('send')}
      </button>
    </form>
  )
}
