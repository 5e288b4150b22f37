#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value that several threads use, one at a time, and by which they wait for each other.
///
/// `Mutex` guards a value as well, but nobody can wait for what another thread does to it.
package final class Monitor<Value: Sendable>: @unchecked Sendable {
  // Both must stay where they are made.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let change: UnsafeMutablePointer<pthread_cond_t>
  /// Touched by who holds the mutex only.
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    change = .allocate(capacity: 1)
    change.initialize(to: pthread_cond_t())
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_cond_destroy(change)
    change.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Reads or changes the value, and wakes who waits for a change.
  package func use<Result>(_ body: (inout Value) -> Result) -> Result {
    use(when: { _ in true }, body)
  }

  /// Waits until a condition holds, and then reads or changes the value.
  ///
  /// Wakes who waits for a change unless `isWorthIt` says that nobody waits for this one: waking a thread
  /// that goes on waiting takes longer than most changes do.
  package func use<Result>(
    when condition: (Value) -> Bool,
    waking isWorthIt: (Value) -> Bool = { _ in true },
    _ body: (inout Value) -> Result
  ) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      if isWorthIt(value) { pthread_cond_broadcast(change) }
      pthread_mutex_unlock(mutex)
    }
    while !condition(value) { pthread_cond_wait(change, mutex) }
    return body(&value)
  }
}
