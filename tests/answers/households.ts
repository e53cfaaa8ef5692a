import type { Verdict } from '../../src/domain/eligibility.ts'
import { type Facts, type ProgrammeId, programmeIds } from '../../src/policy/index.ts'

/** One made-up household for each verdict that a programme can come to: what differs from the first one. */
type Households = Partial<Record<Verdict, Facts>>

const home: Facts = { residence: 'permanent', applicantAge: 40, overdueDebtAtVbsp: false, purpose: 'production' }
const poor: Facts = { ...home, povertyStatus: 'poor' }
const abroad: Facts = {
  ...poor,
  purpose: 'labour_export',
  hasSignedOverseasContract: true,
  overseasCostVnd: 90_000_000,
}
const student: Facts = {
  ...poor,
  purpose: 'study',
  hasStudent: true,
  studentLevel: 'university',
  studentYear: 1,
  admissionNotice: true,
}
const stem: Facts = { ...home, purpose: 'study', studentLevel: 'university', studentYear: 2, stemMajor: true }
const job: Facts = { ...home, purpose: 'job_creation', borrowerType: 'worker', residentAtProjectPlace: true }
const flat: Facts = {
  ...home,
  purpose: 'housing',
  housingPlan: 'buy',
  housePriceVnd: 800_000_000,
  beneficiaryGroup: 'industrial_worker',
  maritalStatus: 'single',
  monthlyIncomeVnd: 12_000_000,
  ownsHouse: false,
  purchaseContractSigned: true,
}
const escaped: Facts = { ...home, povertyStatus: 'newly_escaped', previousStatus: 'poor', leftListDate: '2025-01-10' }
const area: Facts = { ...home, povertyStatus: 'none', inDisadvantagedArea: true }
const trader: Facts = { ...area, borrowerType: 'worker' }
const minority: Facts = { ...poor, purpose: 'housing', ethnicMinority: true, onApprovedSupportList: true }
const released: Facts = {
  ...home,
  formerPrisoner: true,
  hasCompletionCertificate: true,
  onPoliceList: true,
  goodLegalCompliance: true,
  yearsSinceRelease: 2,
}

const known: Partial<Record<ProgrammeId, Households>> = {
  poor: {
    eligible: { ...poor, existingVbspDebtVnd: { poor: 30_000_000 } },
    ineligible: { ...poor, existingVbspDebtVnd: { poor: 100_000_000 } },
    needs_info: home,
    ask_officer: { ...poor, purpose: 'study' },
  },
  near_poor: {
    eligible: { ...home, povertyStatus: 'near_poor' },
    ineligible: { ...home, povertyStatus: 'none' },
    needs_info: home,
    ask_officer: { ...home, povertyStatus: 'near_poor', existingVbspDebtVnd: { poor: 20_000_000 } },
  },
  newly_escaped: {
    eligible: escaped,
    ineligible: { ...escaped, leftListDate: '2021-01-10' },
    needs_info: { ...escaped, leftListDate: null },
    ask_officer: { ...escaped, purpose: 'mixed' },
  },
  clean_water: {
    eligible: { ...home, purpose: 'clean_water', adminUnit: 'xa', waterWork: 'none', sanitationWork: 'damaged' },
    ineligible: { ...home, purpose: 'clean_water', adminUnit: 'xa', waterWork: 'good', sanitationWork: 'good' },
    needs_info: { ...home, purpose: 'clean_water' },
    ask_officer: { ...home, purpose: 'clean_water', adminUnit: 'phuong', formerUnit: 'xa', waterWork: 'none' },
  },
  student: {
    eligible: student,
    ineligible: { ...student, povertyStatus: 'none', livingStandard: 'above_average', familyHardship: false },
    needs_info: { ...student, povertyStatus: null, livingStandard: null },
    ask_officer: { ...student, purpose: 'mixed' },
  },
  stem_student: {
    eligible: { ...stem, lastYearGrade: 'gioi' },
    ineligible: { ...stem, lastYearGrade: 'kha' },
    needs_info: stem,
    ask_officer: { ...stem, lastYearGrade: 'gioi', existingVbspDebtVnd: { student: 20_000_000 } },
  },
  job_creation: {
    eligible: job,
    ineligible: { ...job, applicantAge: 14 },
    needs_info: { ...job, borrowerType: null },
    ask_officer: { ...job, residentAtProjectPlace: false },
  },
  labour_export: {
    eligible: abroad,
    ineligible: { ...abroad, hasSignedOverseasContract: false },
    needs_info: { ...abroad, hasSignedOverseasContract: null },
    ask_officer: { ...abroad, povertyStatus: 'none', ethnicMinority: false },
  },
  social_housing: {
    eligible: flat,
    ineligible: { ...flat, monthlyIncomeVnd: 30_000_000 },
    needs_info: { ...flat, beneficiaryGroup: null },
    ask_officer: { ...flat, beneficiaryGroup: 'armed_forces' },
  },
  disadvantaged_area_business: {
    eligible: area,
    ineligible: { ...area, inDisadvantagedArea: false },
    needs_info: { ...area, inDisadvantagedArea: null },
    ask_officer: { ...area, povertyStatus: 'poor' },
  },
  disadvantaged_area_trader: {
    eligible: { ...trader, businessType: 'individual' },
    ineligible: { ...trader, inDisadvantagedArea: false },
    needs_info: { ...trader, inDisadvantagedArea: null },
    ask_officer: { ...trader, overdueDebtAtVbsp: true },
  },
  ethnic_minority: {
    ineligible: { ...minority, povertyStatus: 'near_poor' },
    needs_info: { ...minority, ethnicMinority: null },
    ask_officer: minority,
  },
  ex_prisoner: {
    eligible: released,
    ineligible: { ...released, yearsSinceRelease: 6 },
    needs_info: { ...released, onPoliceList: null },
    ask_officer: { ...released, purpose: 'mixed' },
  },
  online_learning_device: { not_in_force: { ...student, hasAdequateDevice: false } },
  private_school: { not_in_force: { borrowerType: 'school', schoolType: 'preschool' } },
  korea_eps_deposit: {
    ineligible: { ...abroad, hasSignedOverseasContract: false },
    needs_info: { ...abroad, povertyStatus: null },
    ask_officer: abroad,
  },
  poor_housing: { not_in_force: { ...poor, purpose: 'housing' } },
}

/** The households by programme; none yet for a programme that is new. A verdict that is left out is reached by nobody on that day. */
export const households = Object.fromEntries(programmeIds.map((id) => [id, known[id] ?? {}])) as Record<
  ProgrammeId,
  Households
>
