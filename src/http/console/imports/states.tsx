import type { ImportFound } from '../../../app/import-work.ts'
import type { ImportFile, ImportFileState } from '../../../ports/import-files.ts'
import { Tag } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { importWords } from './words.ts'

const tones: Record<ImportFileState, 'wait' | 'good' | 'bad' | 'calm'> = {
  arriving: 'calm',
  waiting: 'wait',
  comparing: 'wait',
  compared: 'wait',
  refused: 'bad',
  applying: 'wait',
  applied: 'good',
  failed: 'bad',
}

/** Where a file is on its way. One that looks like a mistake stands out. */
export function FileState({ ui, file }: { ui: Ui; file: ImportFile }) {
  const held = file.state === 'compared' && jumpsIn(file) > 0
  return (
    <Tag tone={held ? 'bad' : tones[file.state]}>{importWords(ui)(`imports:states.${held ? 'held' : file.state}`)}</Tag>
  )
}

function jumpsIn(file: ImportFile): number {
  return (file.found as ImportFound | undefined)?.compared?.difference.jumps.length ?? 0
}
