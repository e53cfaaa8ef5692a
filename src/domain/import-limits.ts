/** How many days a list can be taken back, from the moment it was taken: what was before is kept no longer. Loa's own. */
export const undoDays = 7

/** How many hours a file that somebody handed in waits for their decision before it is gone. Loa's own: personal data wait no longer than a day. */
export const fileHours = 24

/** The largest file that the console takes, in bytes: some 300,000 loans as text, a million as a workbook. Larger ones go by the command line. */
export const mostFileBytes = 64 * 1024 * 1024

/** A file is kept in stretches of so many bytes. */
export const chunkBytes = 256 * 1024

/** Files of one office that may wait for a decision at a time. */
export const mostWaitingFiles = 5

/** Minutes after which a file that is being worked on is taken up anew: whoever was at it is gone. A file of the largest size takes a third of it. */
export const workMinutes = 15

/** Bad cells that are shown of a file: whoever has more of them mends the export, not the cells. */
export const mostBadShown = 200
