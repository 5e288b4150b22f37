import Events
import Model
import Testing

/// What the examples of every event type prove of its contract and its Swift type.
struct ExampleTests {
  @Test(arguments: Catalogue.entries.map(\.folder))
  func everyTypeHasExamples(folder: String) throws {
    let examples = try Example.all(of: folder)
    let names = Set(examples.map(\.name))
    #expect(names.isSuperset(of: ["valid-minimal.json", "valid-full.json"]))
    #expect(examples.count { $0.reason != nil } >= 2)
    for name in names {
      #expect(name.wholeMatch(of: /(in)?valid-[a-z0-9-]+\.json/) != nil, "\(name)")
    }
  }

  @Test(arguments: try Schema.all())
  func minimalIsWhatIsRequiredAndFullIsEverything(schema: Schema) throws {
    let prefix = schema.version == 1 ? "valid" : "valid-v\(schema.version)"
    let minimal = try Example.named(schema.entry.folder, "\(prefix)-minimal.json")
    #expect(minimal.version == schema.version)
    #expect(Set(minimal.data.keys) == Set(schema.list("required")))
    let full = try Example.named(schema.entry.folder, "\(prefix)-full.json")
    #expect(Set(full.data.keys) == Set(schema.properties.keys))
  }

  @Test(arguments: try Example.valid())
  func validSatisfiesTheContract(example: Example) throws {
    let schema = try Schema(example.entry(), version: example.version)
    #expect(try schema.failures(of: example.data) == [])
  }

  @Test(arguments: try Example.invalid())
  func invalidBreaksTheContractInOnePlace(example: Example) throws {
    let schema = try Schema(example.entry(), version: example.version)
    #expect(try schema.failures(of: example.data) == [try #require(example.reason)])
  }

  @Test(arguments: try Example.valid())
  func validIsReadAndWrittenAgain(example: Example) throws {
    let entry = try example.entry()
    let event = try entry.type.init(EventData(example.data, version: example.version))
    if example.version == entry.type.version {
      #expect(JSON.object(event.data).canonicalText == JSON.object(example.data).canonicalText)
    } else {
      let current = try Schema(entry, version: entry.type.version)
      #expect(try current.failures(of: event.data) == [])
    }
  }

  @Test(arguments: try Example.valid())
  func erasedIsStillRead(example: Example) throws {
    let contract = try example.contract()
    let (open, personal) = contract.split(example.data)
    #expect(Set(personal.keys).isSubset(of: contract.personal))
    let type = try example.entry().type
    let event = try type.init(EventData(open, version: example.version))
    #expect(contract.split(event.data).personal.isEmpty)
    if example.version == type.version { #expect(event.data == open) }
    #expect(try Schema(example.entry(), version: example.version).failures(of: open) == [])
    #expect(contract.tags(of: open) == contract.tags(of: example.data))
  }

  @Test(arguments: try Example.valid())
  func whatIsKeptForEverHoldsNoPersonalText(example: Example) throws {
    let contract = try example.contract()
    let (open, personal) = contract.split(example.data)
    let kept = JSON.object(open).texts
    #expect(!kept.contains { $0.contains("@") })
    for text in JSON.object(personal).texts where text.utf8.count >= 4 {
      #expect(!kept.contains { $0.contains(text) }, "\(text)")
    }
  }

  @Test(arguments: try Example.valid())
  func aMissingRequiredFieldIsAProblem(example: Example) throws {
    let entry = try example.entry()
    for field in try Schema(entry, version: example.version).list("required") {
      var data = example.data
      data[field] = nil
      // A list that is not there reads as an empty one.
      guard example.data[field]?.array == nil else { continue }
      #expect(throws: EventProblem.self, "\(field)") {
        try entry.type.init(EventData(data, version: example.version))
      }
    }
  }
}

extension JSON {
  /// All texts in it, however deep.
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.texts)
    case .object(let members): members.flatMap(\.value.texts)
    default: []
    }
  }
}
