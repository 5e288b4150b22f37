import Model
import Projections
import SQLite
import Testing

@Suite struct ReactionTests {
  /// Read models of one table that note what a reaction is given.
  private func models(_ reaction: String, table: String = "t(a, b, c)") throws -> ReadModels {
    try ReadModels.temporary(
      definitions: [
        Definition(
          name: "noted",
          texts: ["schema.sql": "CREATE TABLE \(table);", "on-thing-done.sql": reaction]
        )
      ]
    )
  }

  private func rows(_ models: ReadModels, _ log: FakeLog) throws -> [String] {
    try models.catchUp(with: log)
    var rows: [String] = []
    try models.connection.query(
      "SELECT json_group_array(json(quoted)) FROM "
        + "(SELECT json_array(a, b, c) AS quoted FROM t ORDER BY rowid)"
    ) { rows.append(try $0.text(0)) }
    return rows
  }

  @Test func bindsTheEnvelope() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["x": 1], occurred: 9)
    let models = try models(
      """
      INSERT INTO t VALUES (:position, :type, :recorded_at);
      INSERT INTO t VALUES (:occurred_at, :actor, :channel);
      """
    )
    #expect(
      try rows(models, log) == [
        """
        [[1,"ThingDone","2026-01-01T00:00:01.000000Z"],\
        ["2026-01-01T00:00:09.000000Z","uid:7","checkout"]]
        """
      ]
    )
  }

  @Test func bindsFieldsOfBothParts() throws {
    let log = try FakeLog()
    try log.append(
      "ThingDone",
      ["whole": 9_007_199_254_740_991, "negative": -5, "yes": true, "no": false, "null": .null],
      personal: ["text": "a \"b\" \\ \n é 日", "list": [1, ["x": "]"]], "object": ["k": "v"]]
    )
    let models = try models(
      """
      INSERT INTO t VALUES (:whole, :negative, :yes);
      INSERT INTO t VALUES (:no, :null, :absent);
      INSERT INTO t VALUES (:text, :list, :object);
      """
    )
    let rows = try rows(models, log)
    #expect(
      try JSON(parsing: rows[0]) == [
        [9_007_199_254_740_991, -5, 1], [0, .null, .null],
        ["a \"b\" \\ \n é 日", "[1,{\"x\":\"]\"}]", "{\"k\":\"v\"}"],
      ]
    )
  }

  @Test(
    arguments: [
      "0", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
      "-9223372036854775809", "99999999999999999999", "-", "1.5", "1e3", "01",
    ]
  )
  func takesIntegersOnly(text: String) throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["x": 0])
    try log.connection.run("UPDATE events SET data = ?", "{\"x\":\(text)}")
    let models = try models("INSERT INTO t(a) VALUES (:x);")
    guard text == "01" || Int64(text).map(String.init) == text else {
      #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
      return
    }
    #expect(try rows(models, log) == ["[[\(Int64(text) ?? 0),null,null]]"])
  }

  @Test func forgetsTheEventBefore() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["a": 1], personal: ["b": "x"])
    try log.append("ThingDone", ["c": 2])
    let models = try models("INSERT INTO t VALUES (:a, :b, :c);")
    #expect(try rows(models, log) == ["[[1,\"x\",null],[null,null,2]]"])
  }

  @Test func bindsTheWholeAsOneCanonicalObject() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["b": 1, "d": [1]], personal: ["a": "x", "c": .null, "e": "\n"])
    try log.append("ThingDone", ["b": 1])
    try log.append("ThingDone", ["b": 1], personal: ["a": "x"])
    try log.erase(where: "position = 3")
    let models = try models("INSERT INTO t(a) VALUES (:data);")
    let rows = try JSON(parsing: try rows(models, log)[0])
    #expect(rows[0][0] == #"{"a":"x","b":1,"c":null,"d":[1],"e":"\n"}"#)
    #expect(rows[1][0] == #"{"b":1}"#)
    #expect(rows[2][0] == #"{"b":1}"#)
  }

  @Test func runsOnceForEachElement() throws {
    let log = try FakeLog()
    try log.append(
      "ThingDone",
      ["id": 7],
      personal: [
        "lines": [
          ["sku": "x", "more": ["deep": 1]], ["other": "}]"],
          ["sku": "z", "more": ["deep": .null]],
          5, [],
        ]
      ]
    )
    let models = try models(
      "INSERT INTO t VALUES (:id || '/' || :lines$, :lines$sku, :lines$more$deep);"
    )
    #expect(
      try rows(models, log) == [
        #"[["7/1","x",1],["7/2",null,null],["7/3","z",null],["7/4",null,null],["7/5",null,null]]"#
      ]
    )
  }

  @Test func keepsTrackOfAnyNumberOfMembers() throws {
    let log = try FakeLog()
    let names = (10..<80).map { "m\($0)" }
    let element = JSONObject(names.map { ($0, .integer(1)) })
    try log.append("ThingDone", ["list": [.object(element), .object(element), [:]]])
    let sum = names.map { "COALESCE(:list$\($0), 0)" }.joined(separator: " + ")
    let models = try models("INSERT INTO t(a) VALUES (\(sum));")
    #expect(try rows(models, log) == ["[[70,null,null],[70,null,null],[0,null,null]]"])
  }

  @Test func takesAnObjectForAListOfOneAndNothingForNone() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["thing": ["a": 1]])
    try log.append("ThingDone", ["thing": .null])
    try log.append("ThingDone", ["thing": []])
    try log.append("ThingDone", ["thing": "text"])
    try log.append("ThingDone", [:])
    let models = try models("INSERT INTO t VALUES (:position, :thing$, :thing$a);")
    #expect(try rows(models, log) == ["[[1,1,1]]"])
  }

  @Test func bindsAFieldBesideItsMembers() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["thing": ["a": 1, "b": ["c": 2]]])
    let models = try models("INSERT INTO t VALUES (:thing, :thing$b, :thing$b$c);")
    #expect(
      try JSON(parsing: try rows(models, log)[0]) == [[#"{"a":1,"b":{"c":2}}"#, #"{"c":2}"#, 2]]
    )
  }

  @Test func tellsNamesApartThatBeginAlike() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["customer": 1, "customer_b": 2, "customers": 3, "": 4, "cust": 5])
    let models = try models("INSERT INTO t VALUES (:customer_b, :customers, :customer);")
    #expect(try rows(models, log) == ["[[2,3,1]]"])
  }

  @Test func namesFileAndPositionOfAFailure() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["x": 1])
    try log.append("ThingDone", ["x": 1])
    let models = try models("INSERT INTO t(a) VALUES (:x);", table: "t(a UNIQUE, b, c)")
    let error = #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
    #expect(error?.code == .reactionFailed)
    #expect(
      error?.message
        == "The reaction noted/on-thing-done.sql:1 failed on event 2: UNIQUE constraint failed: t.a."
    )
  }

  @Test func namesThePositionOfUnreadableData() throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["x": "y"])
    try log.connection.execute("UPDATE events SET data = '{\"x\":\"y'")
    let models = try models("INSERT INTO t(a) VALUES (:x);")
    let error = #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
    #expect(error?.message.contains("event 1") == true)
  }

  @Test(arguments: ["INSERT INTO t(a) VALUES (?);", "INSERT INTO t VALUES (:a$x, :b$x, 1);"])
  func refusesParametersItCannotFill(reaction: String) throws {
    let log = try FakeLog()
    try log.append("ThingDone", ["x": 1])
    let models = try models(reaction)
    let error = #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
    #expect(error?.code == .invalidDefinition)
    #expect(error?.message.contains("noted/on-thing-done.sql") == true)
  }
}
