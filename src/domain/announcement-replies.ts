/** What somebody writes within so many hours of an announcement counts as an answer to it, where it is the first thing they write. */
export const replyHours = 72
