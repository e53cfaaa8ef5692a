import type { Announcement } from '../../../ports/announcements.ts'

/** Where staff see the picture of an announcement, however it stands: of a draft there is nothing under its public address. */
export function pictureFile({ id, version }: Pick<Announcement, 'id' | 'version'>): string {
  return `/console/announcements/picture/${id}/file?v=${version}`
}

/** The picture of an announcement with what it shows, as staff see it however the announcement stands. */
export function Picture({ announcement }: { announcement: Announcement }) {
  if (!announcement.picture) return null
  const { alt, width, height } = announcement.picture
  return (
    <figure class="picture">
      <img src={pictureFile(announcement)} alt={alt} width={width} height={height} />
      <figcaption>{alt}</figcaption>
    </figure>
  )
}
