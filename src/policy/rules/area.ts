import type { Citation, Dated } from '../../domain/dated.ts'
import type { Facts } from '../facts.ts'
import { byLaw, type Finding, met, type Rule, unknown, unmet } from '../finding.ts'

/** In a listed difficult area. An area of special difficulty is one, too. */
export function inDifficultArea(listed: Dated<true>): Rule {
  return {
    id: 'in_difficult_area',
    certifier: 'commune',
    weigh: byLaw(listed, (facts, { cite }) => inArea(facts, cite)),
  }
}

function inArea(facts: Facts, cite: Citation): Finding {
  if (facts.inDisadvantagedArea === true || facts.inSpecialDifficultyArea === true) return met(cite)
  return facts.inDisadvantagedArea == null ? unknown(cite, ['inDisadvantagedArea']) : unmet(cite)
}
