import Events
import Foundation
import Testing

/// The examples as another implementation of JSON Schema judges them, where there is one.
struct OracleTests {
  private static let script = """
    import json, pathlib, sys
    from jsonschema import Draft202012Validator
    wrong = 0
    for folder in sorted(pathlib.Path(sys.argv[1]).glob("*/examples")):
      validators = {}
      for contract in folder.parent.glob("v*.schema.json"):
        schema = json.loads(contract.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[contract.name.split(".")[0]] = Draft202012Validator(schema)
      for file in sorted(folder.glob("*.json")):
        example = json.loads(file.read_text("utf-8"))
        version = next((w for w in file.stem.split("-") if w in validators), "v1")
        expected = []
        if file.name.startswith("invalid-"):
          expected, example = [example["reason"]], example["data"]
        found = [
          "".join(f"/{step}" for step in error.absolute_path) + ": " + error.validator
          for error in validators[version].iter_errors(example)
        ]
        if found != expected:
          wrong += 1
          print(f"{folder.parent.name}/{file.name}: expected {expected}, found {found}")
    sys.exit(1 if wrong else 0)
    """

  @Test func examplesAreJudgedTheSameByPython() throws {
    guard try Self.python("import jsonschema").status == 0 else {
      return print("skipped: python3 with the module jsonschema is not here")
    }
    let (status, output) = try Self.python(Self.script, Example.events.path)
    #expect(status == 0, "\(output)")
  }

  private static func python(
    _ script: String,
    _ arguments: String...
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
