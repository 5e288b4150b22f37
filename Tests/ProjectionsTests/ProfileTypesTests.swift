import Model
import Projections
import Testing

@Suite struct ProfileTypesTests {
  private func define(_ log: FakeLog, _ code: String, _ usages: JSON, multiple: Bool = true) throws
  {
    try log.append(
      "ProfileTypeDefined",
      tags: ["profile_type:\(code)"],
      ["profile_type": .string(code), "usages": usages, "multiple": .boolean(multiple)]
    )
  }

  @Test func listsWhatIsOnOffer() throws {
    let log = try FakeLog()
    try define(log, "b", ["shipping"], multiple: false)
    try define(log, "a", ["billing"])
    try log.append("ProfileTypeRemoved", tags: ["profile_type:a"], ["profile_type": "a"])
    let models = try filled(log)
    #expect(
      try models.rows("profile-types/list", [:]) == [
        """
        {"profile_type":"customer","label":null,"usages":["billing","shipping"],"multiple":true,\
        "fields":[]}
        """,
        #"{"profile_type":"b","label":null,"usages":["shipping"],"multiple":false,"fields":[]}"#,
      ]
    )
    #expect(try models.value("profile-types/count") == 2)
    // Defined anew, as a whole.
    try define(log, "a", ["shipping", "billing"])
    let again = try filled(log).values("profile-types/list", ["limit": 1, "offset": 1])
    #expect(again.map { $0["usages"] } == [["billing", "shipping"]])
  }

  @Test func tellsWhichEntriesServeAUsage() throws {
    let log = try FakeLog()
    try log.register(1)
    try define(log, "b", ["shipping"])
    try log.addProfile(1, of: 1)
    try log.append(
      "ProfileAdded",
      tags: ["customer:1", "profile:2", "profile_type:b"],
      ["customer": 1, "profile": 2, "profile_type": "b"],
      personal: ["address": FakeLog.sentier]
    )
    try log.note("ProfileDisabled", profile: 1, of: 1)
    let models = try filled(log)
    func listed(_ usage: JSON, all: JSON) throws -> [JSON] {
      let parameters: [String: JSON] = ["customer": 1, "all": all, "usage": usage]
      return try models.values("profiles/list", parameters).map { $0["profile"] }
    }
    #expect(try listed("billing", all: 1) == [1])
    #expect(try listed("billing", all: 0) == [])
    #expect(try listed("shipping", all: 1) == [2, 1])
    #expect(try listed("shipping", all: 0) == [2])
    let billing: [String: JSON] = ["customer": 1, "usage": "billing"]
    #expect(try models.rows("profiles/preferred", billing) == [])
  }
}
