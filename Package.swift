// swift-tools-version: 6.2
import PackageDescription

#if canImport(Glibc)
  import Glibc
#endif

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Whether there is SQLite as a static library, as Debian's and Ubuntu's libsqlite3-dev brings it.
///
/// A static program starts in a third of the time: nothing is looked up then, and no page holds addresses
/// to be filled in. Where the library is missing the program is linked as usual.
func canLinkStatically() -> Bool {
  #if os(Linux) && arch(x86_64)
    access("/usr/lib/x86_64-linux-gnu/libsqlite3.a", R_OK) == 0
  #elseif os(Linux) && arch(arm64)
    access("/usr/lib/aarch64-linux-gnu/libsqlite3.a", R_OK) == 0
  #else
    false
  #endif
}

// There is no safe setting for this. It concerns the program alone, not packages that use the library.
let linkedStatically: [LinkerSetting] =
  canLinkStatically()
  ? [.unsafeFlags(["-static-executable"], .when(platforms: [.linux], configuration: .release))]
  : []

let package = Package(
  name: "daybook",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Daybook", targets: ["Daybook"]),
    .executable(name: "daybook", targets: ["Main"]),
    .executable(name: "daybook-benchmark", targets: ["Benchmark"]),
    .executable(name: "daybook-torture", targets: ["Torture"]),
  ],
  targets: [
    // The vocabulary, the catalogue of events, and the read models.
    .target(name: "CSHA256"),
    .target(
      name: "Model",
      dependencies: ["CSHA256"],
      resources: [
        .embedInCode("Tables/countries.txt"),
        .embedInCode("Tables/currencies.txt"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Addresses",
      dependencies: ["Model"],
      swiftSettings: strict,
      plugins: ["CataloguePlugin"]
    ),
    .target(
      name: "Events",
      dependencies: ["Model"],
      path: "events",
      swiftSettings: strict,
      plugins: ["CataloguePlugin"]
    ),
    .target(
      name: "Projections",
      dependencies: ["Model", "SQLite"],
      path: "projections",
      swiftSettings: strict,
      plugins: ["CataloguePlugin"]
    ),

    // Storage. The system's SQLite is the only thing this package does not bring itself.
    .systemLibrary(
      name: "CSQLite",
      pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]
    ),
    .target(
      name: "SQLite",
      dependencies: ["CSQLite"],
      swiftSettings: strict + [.strictMemorySafety()]
    ),
    .target(
      name: "EventLog",
      dependencies: ["Model", "SQLite"],
      swiftSettings: strict,
      plugins: ["CataloguePlugin"]
    ),

    // Random numbers for what measures and tests.
    .target(name: "Seeded", swiftSettings: strict),

    // The ledger, its command line, and the programs that measure them and try to break them.
    .target(
      name: "Daybook",
      dependencies: ["Addresses", "EventLog", "Events", "Model", "Projections", "SQLite"],
      swiftSettings: strict,
      plugins: ["CataloguePlugin"]
    ),
    .target(
      name: "DaybookCommand",
      dependencies: [
        "Addresses", "Daybook", "EventLog", "Events", "Model", "Projections", "SQLite",
      ],
      swiftSettings: strict,
      plugins: ["CataloguePlugin"]
    ),
    .executableTarget(
      name: "Main",
      dependencies: ["DaybookCommand"],
      swiftSettings: strict,
      linkerSettings: linkedStatically
    ),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Addresses", "Daybook", "DaybookCommand", "EventLog", "Model", "Projections", "SQLite",
        "Seeded",
      ],
      exclude: ["Peers"],
      swiftSettings: strict
    ),

    .target(name: "CFuzzer"),
    .target(name: "FaultyStorage", dependencies: ["CSQLite"]),
    .executableTarget(
      name: "Torture",
      dependencies: [
        "Addresses", "CFuzzer", "Daybook", "DaybookCommand", "EventLog", "FaultyStorage",
        "Model", "Projections", "SQLite", "Seeded",
      ],
      swiftSettings: strict
    ),

    // Makes a folder under events or projections enough to add one.
    .executableTarget(name: "CatalogueGenerator", swiftSettings: strict),
    .plugin(
      name: "CataloguePlugin",
      capability: .buildTool(),
      dependencies: ["CatalogueGenerator"],
      path: "Sources/CataloguePlugin"
    ),

    .target(
      name: "TestSupport",
      dependencies: [
        "Daybook", "DaybookCommand", "EventLog", "Events", "Model", "SQLite", "Seeded",
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: strict),
    .testTarget(
      name: "AddressesTests",
      dependencies: ["Addresses", "Model"],
      exclude: ["Oracle"],
      swiftSettings: strict
    ),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: strict),
    .testTarget(
      name: "EventsTests",
      dependencies: ["Events", "Model", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EventLogTests",
      dependencies: ["EventLog", "Events", "Model", "SQLite", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ProjectionsTests",
      dependencies: ["Daybook", "Model", "Projections", "SQLite", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DaybookTests",
      dependencies: [
        "Addresses", "Daybook", "EventLog", "Events", "Model", "Projections", "SQLite",
        "TestSupport",
      ],
      exclude: ["Fixtures"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Daybook", "DaybookCommand", "EventLog", "Main", "Model", "SQLite", "TestSupport",
      ],
      exclude: ["Transcripts"],
      swiftSettings: strict
    ),
    .testTarget(name: "TortureTests", dependencies: ["Torture"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
