import Model
import Projections
import Testing

@Suite struct ProfilesTests {
  @Test func showsAnEntry() throws {
    let log = try FakeLog()
    try log.register(1)
    try log.addProfile(
      9,
      of: 1,
      FakeLog.sentier,
      ["phone": "+33 1", "fields": ["vat": "FR1"], "reference": "p-9"]
    )
    try log.setDefault("shipping", 9, of: 1)
    #expect(
      try filled(log).rows("profiles/show", ["profile": 9]) == [
        """
        {"profile":9,"customer":1,"type":"customer","revision":1,\
        "address":{"address_line1":"38 Rue du Sentier","country_code":"FR","locality":"Paris",\
        "organization":"Analytique","postal_code":"75002"},"phone":"+33 1","fields":{"vat":"FR1"},\
        "label":"38 Rue du Sentier","default_billing":false,"default_shipping":true,"enabled":true,\
        "reference":"p-9"}
        """
      ]
    )
  }

  @Test func changesOnlyWhatAnEditCarries() throws {
    let log = try FakeLog()
    try log.addProfile(1, of: 1, FakeLog.downingStreet, ["phone": "1", "fields": ["a": 1]])
    try log.editProfile(1, of: 1, revision: 2, ["address": FakeLog.sentier])
    var profile = try filled(log).value("profiles/show", ["profile": 1])
    #expect(profile["revision"] == 2)
    #expect(profile["address"] == FakeLog.sentier)
    #expect(profile["phone"] == "1")
    #expect(profile["fields"] == ["a": 1])
    try log.editProfile(1, of: 1, revision: 2, ["phone": .null, "fields": .null])
    profile = try filled(log).value("profiles/show", ["profile": 1])
    #expect(profile["phone"].isNull)
    #expect(profile["fields"] == [:])
    #expect(profile["address"] == FakeLog.sentier)
  }

  @Test func removesEntriesAndClearsDefaults() throws {
    let log = try FakeLog()
    try log.register(1)
    try log.addProfile(1, of: 1)
    try log.setDefault("billing", 1, of: 1)
    try log.removeProfile(1, of: 1)
    try log.clearDefault("billing", of: 1)
    let models = try filled(log)
    #expect(try models.rows("profiles/show", ["profile": 1]) == [])
    #expect(
      try models.value("customers/show", ["customer": 1])["default_billing_profile"].isNull
    )
  }

  @Test func listsDefaultsFirstThenTheNewest() throws {
    let log = try FakeLog()
    for profile in Int64(1)...5 {
      try log.addProfile(profile, of: 1, profile == 4 ? FakeLog.sentier : FakeLog.downingStreet)
    }
    try log.addProfile(6, of: 2)
    try log.setDefault("billing", 2, of: 1)
    try log.setDefault("shipping", 3, of: 1)
    let models = try filled(log)
    func list(_ parameters: [String: JSON] = [:]) throws -> [Int64?] {
      try models.values("profiles/list", parameters.merging(["customer": 1]) { $1 })
        .map { $0["profile"].integer }
    }
    #expect(try list() == [2, 3, 5, 4, 1])
    #expect(try list(["countries": ["FR"]]) == [4])
    #expect(try list(["countries": ["FR", "GB"], "usage": "billing"]) == [2, 3, 5, 4, 1])
    #expect(try list(["countries": []]) == [])
    #expect(try models.value("profiles/count", ["customer": 1]) == 5)
    #expect(try models.value("profiles/count", ["customer": 1, "countries": ["FR"]]) == 1)
  }

  @Test func proposesTheDefaultOrTheNewestThatFits() throws {
    let log = try FakeLog()
    try log.addProfile(1, of: 1)
    try log.addProfile(2, of: 1, FakeLog.sentier)
    try log.addProfile(3, of: 1)
    try log.setDefault("billing", 1, of: 1)
    let models = try filled(log)
    func preferred(_ usage: String, _ country: JSON = .null) throws -> [Int64?] {
      try models.values(
        "profiles/preferred",
        ["customer": 1, "usage": .string(usage), "country": country]
      ).map { $0["profile"].integer }
    }
    #expect(try preferred("billing") == [1])
    #expect(try preferred("shipping") == [3])
    #expect(try preferred("billing", "FR") == [2])
    #expect(try preferred("billing", "DE") == [])
  }

  @Test func givesTheSameEntryInEveryQuery() throws {
    let log = try FakeLog()
    try log.addProfile(1, of: 1, FakeLog.downingStreet, ["reference": "p-1"])
    let models = try filled(log)
    let shown = try models.rows("profiles/show", ["profile": 1])
    #expect(try models.rows("profiles/list", ["customer": 1]) == shown)
    #expect(try models.rows("profiles/preferred", ["customer": 1, "usage": "billing"]) == shown)
    #expect(try models.rows("profiles/find", ["reference": "p-1"]) == ["1"])
  }
}
