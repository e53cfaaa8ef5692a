import type { Token } from '../conversation/token.ts'
import { reminder as reminderFlow } from '../flows/reminder.ts'
import type { Scene } from './scene.ts'
import { optionTyped, typedBelow } from './typed-answer.ts'

/**
 * The answer to a reminder that was typed where no button can be pressed: the number or the words of one of its options, right below it.
 * Undefined where the last thing that we said is no reminder: then a number is meant for what was said since.
 */
export async function typedReminderAnswer(scene: Scene, text: string): Promise<Token | undefined> {
  const option = optionTyped(scene, reminderFlow as never, text)
  return option === undefined ? undefined : typedBelow(scene, reminderFlow as never, option)
}
