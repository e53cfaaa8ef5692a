import { readLocale } from '../i18n.ts'
import { makeUnderstanding, type Understanding, type UnderstandingData } from '../understanding/index.ts'

export function loadUnderstanding(): Understanding {
  return makeUnderstanding({} as UnderstandingData)
}
