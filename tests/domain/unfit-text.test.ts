import { describe, expect, it } from 'vitest'
import { type UnfitText, unfitText } from '../../src/domain/unfit-text.ts'
import { loadLanguage } from '../../src/i18n.ts'

const threats = loadLanguage().lists('unfit:threats')

describe('a sentence of an office', () => {
  it.each<[string, string, UnfitText | undefined]>([
    ['kind', 'Có gì khó, bà con cứ gọi cho cán bộ nhé.', undefined],
    ['empty', '', 'empty'],
    ['blank', '  \n ', 'empty'],
    ['as long as it may be', 'a'.repeat(120), undefined],
    ['a letter longer', 'a'.repeat(121), 'too_long'],
    ['as long, in two pieces a letter', 'ế'.normalize('NFD').repeat(120), undefined],
    ['with a threat', 'Không trả sẽ bị xử lý nghiêm.', 'threat'],
    ['with a threat, shouted', 'KHÔNG TRẢ SẼ BỊ KHỞI KIỆN RA TÒA', 'threat'],
    ['with a threat, without marks', 'khong tra se bi cuong che', 'threat'],
    ['with a threat in pieces', 'sẽ nêu\n tên ở nhà văn hóa', 'threat'],
    ['that shames', 'Đừng để tiếng con nợ chây ì.', 'threat'],
    ['in English, with a threat', 'Pay or else.', 'threat'],
    ['with the letters of a threat inside another word', 'Bà con đem sổ đến sớm, kẻo đông.', undefined],
    ['with a word that only sounds like one without marks', 'Bà con nhớ bắt đầu từ 7 giờ.', undefined],
    ['with a link', 'Xem https://vbsp.org.vn nhé', 'link'],
    ['with a bare link', 'Vào abc.com để trả', 'link'],
    ['with a full stop and no space', 'Xin cảm ơn.Hẹn gặp bà con', undefined],
    ['with a telephone number', 'Gọi 0912 345 678', 'number'],
    ['with an account number', 'Chuyển vào 1234567', 'number'],
    ['with a year and a day', 'Hẹn ngày 12/12/2026', undefined],
    ['with a time', 'Từ 7h30 đến 11h', undefined],
    ['with five digits', 'Nhà số 12345', undefined],
    ['with six', 'Nhà số 123456', 'number'],
    ['with braces', 'Chào {name}', 'braces'],
  ])('%s', (_, text, found) => expect(unfitText(text, { longest: 120, threats })).toBe(found))
})
