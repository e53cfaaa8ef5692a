import { describe, expect, it } from 'vitest'
import { isOwnHost, readPasted } from '../../src/domain/pasted.ts'

describe('what a pasted text holds', () => {
  it.each<[string, Partial<ReturnType<typeof readPasted>>]>([
    ['0912345678', { phones: ['0912345678'], numbers: [] }],
    ['goi +84 912 345 678 nhe', { phones: ['0912345678'] }],
    ['số 02263 000 000', { phones: ['02263000000'] }],
    ['tổng đài 1900 545454', { phones: ['1900545454'] }],
    ['STK 19031234567890 Techcombank', { phones: [], numbers: ['19031234567890'] }],
    ['mã 123456', { numbers: ['123456'] }],
    ['lúc 7h30 ngày 19/11', { phones: [], numbers: [] }],
    ['https://vbsp.org.vn/tin', { hosts: ['vbsp.org.vn'] }],
    ['vào vbsp.org.vn xem', { hosts: ['vbsp.org.vn'] }],
    ['bấm http://VBSP.org.vn.vay-nhanh.top/a?b=1', { hosts: ['vbsp.org.vn.vay-nhanh.top'] }],
    ['https://vbsp.org.vn@lua.top/x', { hosts: ['lua.top'] }],
    ['https://lua.top:8443/vbsp.org.vn', { hosts: ['lua.top'] }],
    ['https://vbsp.org.vn\\@lua.top', { hosts: ['vbsp.org.vn'] }],
    ['bit.ly/abc123', { hosts: ['bit.ly'] }],
    ['https://vbѕp.org.vn', { hosts: ['vbѕp.org.vn'] }],
    ['Tôi trả rồi.Cảm ơn', { phones: [], numbers: [] }],
    ['gửi về email lanh@example.vn', { hosts: [] }],
  ])('%s', (text, held) => expect(readPasted(text)).toMatchObject(held))

  it.each<[string, string[]]>([
    ['Đọc giúp em mã OTP', ['code']],
    ['nhập mã xác thực gửi về điện thoại', ['code']],
    ['cung cấp mật khẩu', ['secret']],
    ['chuyển tiền vào tài khoản 123456', ['transfer']],
    ['chuyển khoản ngay cho em', ['transfer']],
    ['đóng phí giải ngân 500k', ['fee']],
    ['cài ứng dụng theo link', ['app']],
    ['nếu không trả ngay sẽ bị khởi kiện', ['threat']],
    ['chúc mừng bà con trúng thưởng', ['prize']],
    ['Ngày mai họp tổ tại nhà văn hóa', []],
    ['Kỳ này trả 5.140.000 đồng vào thứ Năm', []],
    ['Số tiền vay của gia đình là bao nhiêu', []],
    ['Bà con mang theo sổ vay và căn cước', []],
  ])('"%s" bears the marks %j', (text, marks) => expect(readPasted(text).scams).toEqual(marks))
})

describe('a host of the bank', () => {
  it.each([
    ['vbsp.org.vn', true],
    ['www.vbsp.org.vn', true],
    ['vbsp.org.vn.top', false],
    ['xvbsp.org.vn', false],
    ['vbsp-org.vn', false],
    ['vbѕp.org.vn', false],
    ['org.vn', false],
    ['', false],
  ])('%s: %s', (host, own) => expect(isOwnHost(host, ['vbsp.org.vn'])).toBe(own))
})
