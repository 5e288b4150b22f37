import DaybookCommand
import Synchronization

/// Input that comes as a script has it.
final class ScriptedInput: Input {
  enum Step: Sendable {
    case ready(String)
    /// Not ready before somebody waits for it.
    case later(String)
    case failure
    /// Waiting for it would take for ever.
    case never
  }

  struct Failure: Error {}

  private struct State {
    var next = 0
    var isAskedFor = false
    var wasReadUnasked = false
  }

  private let script: [Step]
  private let state = Mutex(State())

  init(_ script: [Step]) {
    self.script = script
  }

  /// How many steps have been read.
  var steps: Int { state.withLock { $0.next } }
  /// Whether somebody waits for what is not ready.
  var isAskedFor: Bool {
    get { state.withLock { $0.isAskedFor } }
    set { state.withLock { $0.isAskedFor = newValue } }
  }
  /// Whether something that was not ready was read though nobody waited for it.
  var wasReadUnasked: Bool { state.withLock { $0.wasReadUnasked } }

  var size: Int64? { nil }

  var isReady: Bool {
    let next = steps
    guard next < script.count else { return true }
    return switch script[next] {
    case .ready, .failure: true
    case .later, .never: false
    }
  }

  func read(into buffer: inout [UInt8]) throws -> Bool {
    let isReady = isReady
    let step = state.withLock { state -> Step? in
      if !isReady, !state.isAskedFor { state.wasReadUnasked = true }
      guard state.next < script.count else { return nil }
      defer { state.next += 1 }
      return script[state.next]
    }
    switch step {
    case .ready(let text), .later(let text):
      buffer += Array(text.utf8)
      return true
    case .failure: throw Failure()
    case .never:
      state.withLock { $0.wasReadUnasked = true }
      return false
    case nil: return false
    }
  }
}
