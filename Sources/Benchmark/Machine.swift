import Model
import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a measurement was taken on.
enum Machine {
  /// For people, one line.
  static var text: String {
    "\(processor), \(cores) cores, \(system), hashes \(SHA256.hasInstructions ? "with" : "without") the "
      + "processor's own instructions"
  }

  /// For programs: the first line of the result.
  static func json(_ options: Options) -> JSONObject {
    [
      "name": "machine", "processor": .string(processor), "cores": .integer(Int64(cores)),
      "system": .string(system), "sqlite": .string(Connection.version),
      "hash_instructions": .boolean(SHA256.hasInstructions),
      "seed": .string("\(options.seed)"), "repeats": .integer(Int64(options.repeats)),
    ]
  }

  private static var cores: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  /// The name that Linux gives the processor.
  private static var processor: String {
    guard let file = fopen("/proc/cpuinfo", "r") else { return architecture }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") else { continue }
      return text[colon...].dropFirst(2).filter { $0 != "\n" } + " (\(architecture))"
    }
    return architecture
  }

  private static var architecture: String { names.machine }
  private static var system: String { "\(names.system) \(names.release)" }

  private static var names: (system: String, release: String, machine: String) {
    var names = utsname()
    uname(&names)
    return (text(of: names.sysname), text(of: names.release), text(of: names.machine))
  }

  private static func text<Field>(of field: Field) -> String {
    withUnsafeBytes(of: field) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
