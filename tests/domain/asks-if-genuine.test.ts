import { describe, expect, it } from 'vitest'
import { asksIfGenuine } from '../../src/domain/asks-if-genuine.ts'

describe('is this really the bank?', () => {
  it.each([
    'tin này có phải của ngân hàng không',
    'tin nay co phai cua ngan hang k',
    'có phải ngân hàng nhắn không',
    'co dung la nguoi cua ngan hang khong',
    'có phải ngân hàng gọi cho tôi không',
    'số này của ai',
    'so dien thoai nay cua ai vay',
    'số 0912345678 có phải của ngân hàng không',
    '0912345678 có phải ngân hàng không ạ',
    'link này thật hay giả',
    'link nay co an toan khong',
    'zalo này có phải thật không',
    'tin nhắn này có phải lừa đảo không',
    'tin này có thật không',
    'kiểm tra giúp tôi số này',
    'xem ho toi tin nay voi',
    'có phải loa nhắn không',
    'co phai ngan hang goi cho toi so 0912345678 khong',
    'phải cán bộ gọi từ số 0912 345 678 không',
    '0912345678 la ai',
    '0912 345 678 của ai vậy',
    'đây có phải tin thật không',
    'tài khoản này có phải của ngân hàng không',
    'is this really the bank',
    'is this message from you or a scam',
    'whose number is this',
  ])('"%s" asks', (text) => expect(asksIfGenuine(text)).toBe(true))

  it.each([
    'vay có mất phí không',
    'có phải ngân hàng cho vay hộ nghèo không',
    'ngân hàng có làm việc thứ bảy không',
    'tôi có phải đến ngân hàng không',
    'tôi bị lừa rồi',
    'có người gọi bảo là ngân hàng đòi tiền tôi',
    'hôm qua có người đến nhà thu tiền có phải của ngân hàng không',
    'tôi lỡ chuyển tiền cho số này rồi',
    'tổ trưởng là ai',
    'lãi suất bao nhiêu',
    'số tiền này là gì',
    'tin này hay quá',
    'cho tôi xin số của ngân hàng',
    'ngân hàng ở đâu',
    'tôi có phải đến ngân hàng số 3 không',
    'phải nộp cho ngân hàng 50000 không',
  ])('"%s" does not', (text) => expect(asksIfGenuine(text)).toBe(false))
})
