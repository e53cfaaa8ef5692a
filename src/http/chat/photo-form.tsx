import { photoTypes } from '../../domain/photo.ts'
import { newOnceId } from './once-id.ts'
import type { T } from './saying.ts'

/** Where a picture is asked for: the phone's own way to take or choose one, and a button that sends it. */
export function PhotoForm({ seal, t }: { seal: string; t: T }) {
  return (
    <form method="post" action="/chat/photo" enctype="multipart/form-data" class="photo">
      <input type="hidden" name="id" value={newOnceId()} />
      <input type="hidden" name="seal" value={seal} />
      <label>
        <span>{t('photo.choose')}</span>
        <input type="file" name="photo" accept={photoTypes.join(',')} required />
      </label>
      <button type="submit">{t('photo.send')}</button>
    </form>
  )
}
