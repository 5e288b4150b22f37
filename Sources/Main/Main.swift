import DaybookCommand

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program.
@main
struct Main {
  static func main() {
    forbidCoreFiles()
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(DaybookCommand.run(arguments: arguments, terminal: .system()))
  }

  /// Memory holds personal data; should the program ever crash, nothing of that may come to lie in a file.
  private static func forbidCoreFiles() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
  }
}
