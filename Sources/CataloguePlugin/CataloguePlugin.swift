import Foundation
import PackagePlugin

/// Compiles the texts of a catalogue folder (contracts, SQL) into its target.
@main
struct CataloguePlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let output = context.pluginWorkDirectoryURL.appending(path: "Catalogue+Entries.swift")
    return [
      .buildCommand(
        displayName: "Cataloguing \(target.name)",
        executable: try context.tool(named: "CatalogueGenerator").url,
        arguments: [target.directoryURL.path, output.path],
        inputFiles: target.sourceFiles.map(\.url),
        outputFiles: [output]
      )
    ]
  }
}
