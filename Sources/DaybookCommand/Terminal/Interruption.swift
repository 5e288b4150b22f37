import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signals that ask the program to stop, for what would otherwise run for ever.
enum Interruption {
  private static let flag = Atomic(false)

  /// Whether one has come.
  static var hasCome: Bool { flag.load(ordering: .relaxed) }

  /// From now on the first one only sets the flag; a second one ends the program as usual.
  static func catchSignals() {
    // Made here: a signal must find it made.
    _ = hasCome
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&signals, number)
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    // Whoever started the program may have held them back, as threads that start others do.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
