import type { Announcement } from '../../../ports/announcements.ts'

/** The picture of an announcement with what it shows, as staff see it however the announcement stands. */
export function Picture({ announcement: { id, picture, version } }: { announcement: Announcement }) {
  if (!picture) return null
  const { alt, width, height } = picture
  return (
    <figure class="picture">
      <img src={`/console/announcements/picture/${id}/file?v=${version}`} alt={alt} width={width} height={height} />
      <figcaption>{alt}</figcaption>
    </figure>
  )
}
