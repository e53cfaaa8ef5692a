import type { Message, Picture } from '../conversation/words.ts'

/** What staff write for many. */
export interface AnnouncementText {
  /** Who speaks. */
  sender: string
  title: string
  body: string
  /** The document that it rests on; may be empty. */
  source: string
}

/** What becomes a message: the words, and where a picture is to be seen. */
export interface AnnouncementRead extends AnnouncementText {
  picture?: Picture
}

/**
 * How an announcement reads: the same for the preview as for every recipient. A picture stands below it as what it shows and its address,
 * alike in the words of every channel: who cannot open it has lost no word. A channel with pages of its own draws it.
 */
export function announcementMessage({ sender, title, body, source, picture }: AnnouncementRead): Message {
  return {
    parts: [
      { as: 'title', words: { key: 'announcements:said.title', with: { title } } },
      { as: 'text', words: { key: 'announcements:said.body', with: { body } } },
      ...(source === ''
        ? []
        : [{ as: 'source', words: { key: 'announcements:said.source', with: { source } } } as const]),
      { as: 'source', words: { key: 'announcements:said.sender', with: { sender } } },
      { as: 'source', words: { key: 'announcements:said.stop' } },
      ...(picture === undefined ? [] : [pictureLine(picture)]),
    ],
    facts: { form: 'announcement', with: { sender, title, source } },
  }
}

function pictureLine(picture: Picture): Message['parts'][number] {
  const { alt, address, width, height } = picture
  const words = { key: 'announcements:said.picture', with: { alt, address } }
  return { as: 'text', words, picture: { alt, address, width, height } }
}
