import type { Message } from '../conversation/words.ts'

/** What staff write for many. */
export interface AnnouncementText {
  /** Who speaks. */
  sender: string
  title: string
  body: string
  /** The document that it rests on; may be empty. */
  source: string
}

/** How an announcement reads: the same for the preview as for every recipient. */
export function announcementMessage({ sender, title, body, source }: AnnouncementText): Message {
  return {
    parts: [
      { as: 'title', words: { key: 'announcements:said.title', with: { title } } },
      { as: 'text', words: { key: 'announcements:said.body', with: { body } } },
      ...(source === ''
        ? []
        : [{ as: 'source', words: { key: 'announcements:said.source', with: { source } } } as const]),
      { as: 'source', words: { key: 'announcements:said.sender', with: { sender } } },
      { as: 'source', words: { key: 'announcements:said.stop' } },
    ],
    facts: { form: 'announcement', with: { sender, title, source } },
  }
}
