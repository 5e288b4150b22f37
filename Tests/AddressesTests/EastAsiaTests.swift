import Addresses
import Model
import Testing

/// Countries that write from large to small in their own script, and the other way in Latin.
struct EastAsiaTests {
  private let tokyo: JSONObject = [
    "country_code": "JP", "administrative_area": "東京都", "postal_code": "100-0001",
    "address_line1": "千代田区千代田1-1", "organization": "宮内庁", "given_name": "太郎",
    "family_name": "山田", "locale": "ja",
  ]

  @Test func japan() {
    let lines = ["〒100-0001", "東京都", "千代田区千代田1-1", "宮内庁", "山田 太郎"]
    #expect(display(tokyo) == lines)
    #expect(label(tokyo) == lines + ["JAPAN"])
    #expect(label(tokyo, from: "JP") == lines)
    let latin = tokyo.with([
      "address_line1": "1-1 Chiyoda", "address_line2": "Chiyoda-ku", "organization": nil,
      "given_name": "Taro", "family_name": "Yamada", "locale": "en",
    ])
    #expect(display(latin) == ["Yamada Taro", "1-1 Chiyoda", "Chiyoda-ku, Tokyo", "100-0001"])
    #expect(
      label(latin) == ["Yamada Taro", "1-1 Chiyoda", "Chiyoda-ku, TOKYO", "100-0001", "JAPAN"]
    )
  }

  @Test func scriptFollowsTheLocaleOrElseTheStreet() {
    for locale in ["ja", "JA-jp", "ja_JP", "ja-Jpan"] {
      #expect(display(tokyo.with(["locale": locale])).first == "〒100-0001", "\(locale)")
    }
    for locale in ["en", "ja-Latn", "ja-Latn-JP", "jam", "zh"] {
      #expect(display(tokyo.with(["locale": locale])).last == "100-0001", "\(locale)")
    }
    #expect(display(tokyo.with(["locale": nil])).first == "〒100-0001")
    let romaji = tokyo.with(["locale": nil, "address_line1": "1-1 Chiyoda, ’Ōkubo Ａ"])
    #expect(display(romaji).last == "100-0001")
    #expect(display(romaji.with(["address_line1": nil, "address_line2": "千代田"])).last == "山田 太郎")
    // Armenian, Cyrillic, Arabic, Thai and Korean letters are no Latin ones either.
    for (code, street) in [("RU", "Тверская"), ("EG", "شارع"), ("TH", "ถนน"), ("KR", "세종대로")] {
      let area = Territory.named(code)?.areas.first
      let address: JSONObject = [
        "country_code": .string(code), "address_line1": .string("1 \(street)"),
        "administrative_area": .string(area?.latinLabel ?? ""),
      ]
      #expect(display(address).joined(separator: " ").contains(area?.label ?? "none"), "\(code)")
    }
  }

  @Test func china() {
    let beijing: JSONObject = [
      "country_code": "CN", "administrative_area": "BJ", "locality": "海淀区",
      "dependent_locality": "中关村", "postal_code": "100086", "address_line1": "大街1号",
      "given_name": "伟", "family_name": "王", "locale": "zh-Hans-CN",
    ]
    #expect(display(beijing) == ["100086", "北京市海淀区中关村", "大街1号", "王 伟"])
    let latin = beijing.with(["locality": "Haidian Qu", "dependent_locality": nil, "locale": "en"])
    #expect(label(latin).suffix(4) == ["大街1号", "Haidian Qu", "BEIJING SHI, 100086", "CHINA"])
  }

  @Test func chinaAsksLessOfTaiwanHongKongAndMacau() {
    let macau: JSONObject = [
      "country_code": "CN", "administrative_area": "澳门", "address_line1": "新马路1号",
    ]
    #expect(findings(macau) == [])
    #expect(findings(macau.with(["administrative_area": "香港"])) == ["locality: required"])
    let taipei = macau.with([
      "administrative_area": "台湾", "locality": "台北市", "postal_code": "106",
    ])
    #expect(findings(taipei) == [])
    #expect(
      findings(taipei.with(["administrative_area": "北京市"])) == ["postal_code: invalid_postal_code"]
    )
    #expect(
      findings(macau.with(["postal_code": "100086"])) == ["postal_code: postal_area_mismatch"]
    )
  }

  @Test func korea() {
    let seoul: JSONObject = [
      "country_code": "KR", "administrative_area": "서울특별시", "locality": "종로구",
      "postal_code": "03051", "address_line1": "세종대로 1", "given_name": "길동",
      "family_name": "홍", "locale": "ko",
    ]
    #expect(display(seoul) == ["서울특별시 종로구", "세종대로 1", "길동 홍", "03051"])
    #expect(
      label(seoul.with(["locale": "en", "locality": "Jongno-gu"])).suffix(4)
        == ["Jongno-gu", "Seoul", "03051", "SOUTH KOREA"]
    )
    #expect(findings(seoul.with(["locality": "Jongno"])) == [])
    for name in ["강원도", "강원", "Gangwon-do", "강원특별자치도", "KR-42"] {
      #expect(Territory.named("KR")?.area(name)?.canonical == "KR-42", "\(name)")
    }
  }

  @Test func taiwan() {
    let taipei: JSONObject = [
      "country_code": "TW", "administrative_area": "Taipei City", "locality": "大安區",
      "postal_code": "106", "address_line1": "信義路1號", "given_name": "小明",
      "family_name": "王", "locale": "zh-Hant",
    ]
    #expect(display(taipei) == ["106", "台北市大安區", "信義路1號", "王 小明"])
    let latin = taipei.with(["locality": "Da’an District", "locale": "en-TW"])
    #expect(label(latin).suffix(2) == ["DA’AN DISTRICT, Taipei City 106", "TAIWAN"])
  }

  @Test func hongKong() {
    let kowloon: JSONObject = [
      "country_code": "HK", "administrative_area": "Kowloon", "locality": "尖沙咀",
      "address_line1": "彌敦道1號", "given_name": "大文", "family_name": "陳",
      "locale": "zh-Hant-HK",
    ]
    #expect(display(kowloon) == ["九龍", "尖沙咀", "彌敦道1號", "大文 陳"])
    let latin = kowloon.with([
      "administrative_area": "九龍", "locality": "Tsim Sha Tsui",
      "address_line1": "1 Nathan Road", "locale": "en",
    ])
    #expect(display(latin).dropFirst() == ["1 Nathan Road", "Tsim Sha Tsui", "Kowloon"])
    #expect(label(latin).suffix(2) == ["KOWLOON", "HONG KONG"])
    #expect(AddressRules.canonicalArea(of: latin) == "Kowloon")
  }
}
