import type { Token } from '../conversation/token.ts'
import { fold } from '../domain/fold.ts'
import { caseSolved } from '../flows/case-solved.ts'
import type { Scene } from './scene.ts'
import { optionTyped, typedBelow } from './typed-answer.ts'

/** The answer that was typed right below the question whether a case is solved: its number, its words, or what people say for them. */
export async function typedSolvedAnswer(scene: Scene, text: string): Promise<Token | undefined> {
  const option = said(scene, text) ?? optionTyped(scene, caseSolved as never, text)
  return option === undefined ? undefined : typedBelow(scene, caseSolved as never, option)
}

function said({ language }: Scene, text: string): string | undefined {
  const typed = fold(text)
  const means = (option: string) => language.lists(`flows/case-solved:said.${option}`)
  return ['solved', 'not_yet'].find((option) => means(option).some((words) => fold(words) === typed))
}
