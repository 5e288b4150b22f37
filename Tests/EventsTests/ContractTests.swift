import Events
import Foundation
import Model
import Testing

/// What every contract keeps to, so that the log can split, file and find events by it.
struct ContractTests {
  @Test(arguments: Catalogue.entries)
  func folderTypeAndNameAgree(entry: Catalogue.Entry) throws {
    let words = entry.folder.split(separator: "-").map(\.capitalized)
    #expect(entry.type.name == words.joined())
    #expect("\(entry.type)" == entry.type.name)
    #expect(Catalogue.entry(named: entry.type.name)?.folder == entry.folder)
    #expect(entry.contracts.map(\.version) == Array(1...entry.contracts.count))
    #expect(entry.contracts.allSatisfy { $0.name == entry.type.name })
    #expect(entry.type.version == entry.current?.version)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Example.events.appending(path: entry.folder).path
    )
    let contracts = entry.contracts.map { "v\($0.version).schema.json" }
    #expect(files.sorted() == (["\(entry.type.name).swift", "examples"] + contracts).sorted())
  }

  @Test func everyFolderIsInTheCatalogue() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Example.events.path)
      .filter { !$0.contains(".") }
    #expect(folders.sorted() == Catalogue.entries.map(\.folder).sorted())
    #expect(Catalogue.entry(named: "NoSuchEvent") == nil)
    #expect(Catalogue.contract(named: "CustomerRegistered", version: 0) == nil)
  }

  @Test(arguments: try Schema.all())
  func theSchemaSaysWhatItIs(schema: Schema) throws {
    #expect(schema.json["$schema"].string == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema.json["title"].string == schema.entry.type.name)
    #expect(schema.json["description"].string?.hasSuffix(".") == true)
    #expect(schema.json["type"] == "object")
    #expect(schema.json["additionalProperties"] == false)
    for field in schema.properties.keys {
      #expect(field.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil, "\(field)")
    }
  }

  @Test(arguments: try Schema.all())
  func noFieldHasANameOfTheEnvelope(schema: Schema) {
    let taken = Set(schema.properties.keys).intersection(Event.reservedNames)
    #expect(taken.isEmpty)
  }

  @Test(arguments: try Schema.all())
  func theProgramKnowsWhatTheSchemaSays(schema: Schema) throws {
    let contract = try schema.contract
    #expect(contract.personal.sorted() == schema.personal)
    #expect(contract.tags.map(\.text) == schema.list("x-tags"))
    #expect(contract.lookups.map(\.text) == schema.list("x-lookups"))
    #expect(contract.creates == schema.list("x-creates"))
    #expect(contract.subjects.map(\.text) == schema.subjects)
    #expect(contract.erases.map(\.text) == schema.list("x-erases"))
  }

  @Test(arguments: try Schema.all())
  func everyEventHasASubjectThatIsOneOfItsTags(schema: Schema) throws {
    let contract = try schema.contract
    let kinds: Set = [
      "customer", "order", "contact", "site", "profile_type", "group", "cart",
      "profile", "payment_method",
    ]
    #expect(kinds.isSuperset(of: contract.subjects.map(\.kind)))
    for subject in contract.subjects { #expect(contract.tags.contains(subject)) }
  }

  /// A tag is readable and kept for ever, and so is the number of what an event creates.
  @Test(arguments: try Schema.all())
  func tagsAndNumbersComeFromFieldsThatAreAlwaysThere(schema: Schema) throws {
    let contract = try schema.contract
    let required = schema.list("required")
    #expect(Set(required).isDisjoint(with: contract.personal))
    for template in contract.tags {
      #expect(schema.properties[template.field] != nil, "\(template.text)")
      #expect(!contract.personal.contains(template.field), "\(template.text)")
    }
    // Whatever is left out, there is somebody.
    #expect(contract.subjects.last.map { required.contains($0.field) } == true)
    for kind in contract.creates {
      #expect(schema.properties[kind]?["type"] == "integer", "\(kind)")
      #expect(schema.properties[kind]?["minimum"] == 1, "\(kind)")
      #expect(!contract.personal.contains(kind), "\(kind)")
    }
    for field in contract.lookups.flatMap(\.fields) {
      #expect(schema.properties[field] != nil, "\(field)")
    }
  }

  /// What the whole address book, an order and a claim are found by is one spelling everywhere.
  @Test func aFieldMeansTheSameInEveryContract() throws {
    var meanings: [String: (meaning: JSON, folder: String)] = [:]
    for schema in try Schema.all() {
      for (name, property) in schema.properties
      where property["type"] == "integer" && property["maximum"].isNull {
        let meaning: JSON = ["minimum": property["minimum"], "personal": property["x-personal"]]
        let (known, folder) = meanings[name] ?? (meaning, "")
        #expect(known == meaning, "\(name) in \(schema.entry.folder) and \(folder)")
        meanings[name] = (known, schema.entry.folder)
      }
    }
  }
}

extension TagTemplate {
  fileprivate var text: String { "\(kind):{\(field)}" }
}

extension LookupTemplate {
  fileprivate var text: String { name + fields.map { ":{\($0)}" }.joined() }
}
