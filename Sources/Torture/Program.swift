import Foundation

/// `daybook`, as processes are started of it.
struct Program: Sendable {
  private let path: String
  private let prefix: [String]

  /// The program that the options name, or else this one in that role.
  init(_ options: Options, role: String) throws {
    prefix = options.program == nil ? [role] : []
    let own = URL(filePath: CommandLine.arguments[0]).standardizedFileURL.path
    path = options.program ?? own
    try Problem.unless(
      FileManager.default.isExecutableFile(atPath: path),
      "\(path) cannot be run: name the program with --program"
    )
  }

  /// Starts a command; what it says goes to files of that name.
  func start(_ arguments: [String], in folder: WorkFolder, name: String) throws -> Child {
    try Child(
      path,
      prefix + arguments,
      output: folder.file(name + "-output"),
      errors: folder.file(name + "-errors")
    )
  }

  /// Runs a command that must succeed.
  ///
  /// - Returns: What it printed.
  @discardableResult
  func finish(_ arguments: [String], in folder: WorkFolder, name: String) throws -> String {
    let end = try start(arguments, in: folder, name: name).wait()
    let errors = try folder.text(name + "-errors")
    try Problem.unless(end == .exited(0), "\(arguments) ended with \(end): \(errors)")
    return try folder.text(name + "-output")
  }
}
